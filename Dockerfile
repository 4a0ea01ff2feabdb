FROM python:3.11-slim-bookworm

# What WeasyPrint draws with; the same list as script/setup.
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core fonts-noto-core tzdata \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --system --create-home --uid 10001 app
WORKDIR /app
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1

COPY requirements/base.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/base.txt

COPY . .
# The settings demand all addresses and keys; collecting static files uses none of them. The folders exist first: the
# first makes the settings choose hashed names, the others give their volumes the right owner.
RUN mkdir -p var/static var/files var/audit var/beat \
    && SECRET_KEY=unused FIELD_KEY=unused DATABASE_URL=postgresql://unused/unused REDIS_URL=redis://unused/0 \
       python manage.py collectstatic --noinput \
    && chown -R app:app var/files var/audit var/beat

USER app
EXPOSE 8000
CMD ["gunicorn", "ontzorg.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--timeout", "60", "--no-control-socket", "--limit-request-line", "8190"]
