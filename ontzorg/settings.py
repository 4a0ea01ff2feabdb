"""All settings; everything that differs between places comes from the environment."""

from typing import Any

import dj_database_url

from ontzorg import hardening
from ontzorg.environment import BASE_DIR, env, envbool, envsecret
from ontzorg.organisations import settings_from

DEBUG = False
DEMO = envbool("DEMO")
SECRET_KEY = envsecret("SECRET_KEY")
FIELD_KEYS = [key.strip() for key in envsecret("FIELD_KEY").split(",")]
ALLOWED_HOSTS = env("ALLOWED_HOSTS", "127.0.0.1,localhost").split(",")
BASE_URL = env("BASE_URL", f"http://127.0.0.1:{env('PORT', '8000')}")
SECURE = BASE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "ontzorg.logged_out.csrf_failure"

INSTALLED_APPS = [
    "accounts",
    "employers",
    "cases",
    "interventions",
    "documents",
    "ontzorg",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "django_bootstrap5",
    "django_include_bootstrap",
    "rest_framework",
]

MIDDLEWARE = [
    "ontzorg.middleware.NumberMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ontzorg.logged_out.ReturnAfterLogin",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ontzorg.confirming.ConfirmingMiddleware",
    "ontzorg.second_factor.SecondFactorMiddleware",
    "ontzorg.middleware.ActorMiddleware",
    "ontzorg.errors.DomainErrorMiddleware",
]

ROOT_URLCONF = "ontzorg.urls"
WSGI_APPLICATION = "ontzorg.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ontzorg.shell.shell",
            ],
            "builtins": [
                "accounts.templatetags.ui",
                "accounts.templatetags.access",
                "django_htmx.templatetags.django_htmx",
            ],
        },
    }
]

# The runtime role may do nothing but its work; migrations run as the owner (DB_ROLE=owner).
_DATABASE_URL = envsecret("OWNER_DATABASE_URL" if env("DB_ROLE") == "owner" else "DATABASE_URL")
DATABASES: dict[str, Any] = {
    "default": {
        **dj_database_url.parse(_DATABASE_URL, conn_max_age=0 if env("DB_ROLE") == "owner" else 60),
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = envsecret("REDIS_URL")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_connect_timeout": 2}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 240  # below the five minutes after which a rendition counts as abandoned
CELERY_TIMEZONE = "Europe/Amsterdam"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "ontzorg.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {"user_token": "ontzorg.invitations.LinkForm"}
PASSWORD_RESET_TIMEOUT = 60 * 86400  # seconds; the longest of all: ontzorg.invitations says what holds for whom
ACCOUNT_USER_DISPLAY = "ontzorg.adapter.display_name"
ALLAUTH_TRUSTED_PROXY_COUNT = int(env("TRUSTED_PROXIES", "0"))  # whose address the log-in limits count
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser: a shared computer forgets it
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second factor is mailed to its owner
# Seconds in which somebody who showed who it is, is not asked again for what is most private.
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(env("CONFIRMED_FOR") or "300")
MFA_ADAPTER = "ontzorg.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.CodeAgainForm",
    "activate_totp": "accounts.forms.AppForm",
    "add_webauthn": "accounts.forms.PasskeyForm",
    "edit_webauthn": "accounts.forms.PasskeyNameForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up: the first password is chosen through a mailed link
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Ontzorg"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE  # browsers themselves allow that on the own machine only
# Organisations whose own log-in page may vouch for their people: a list in JSON (docs/single-sign-on.md).
SOCIALACCOUNT_PROVIDERS, _ORGANISATIONS = settings_from(envsecret("SINGLE_SIGN_ON", "[]"))
SOCIALACCOUNT_ADAPTER = "ontzorg.single_sign_on.SocialAccountAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # our view takes a POST only
SOCIALACCOUNT_STORE_TOKENS = False
# How many hours an administrator sees a file in an emergency; the database allows no more than eight.
EMERGENCY_HOURS = min(int(env("EMERGENCY_HOURS") or "4"), 8)
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # not the cache: one who is logged in works on without it
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env("SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(env("SMTP_PORT", "25"))
EMAIL_HOST_USER = env("SMTP_USER")
EMAIL_HOST_PASSWORD = env("SMTP_PASSWORD")
EMAIL_USE_TLS = envbool("SMTP_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("MAIL_FROM", "Ontzorg <geen-antwoord@ontzorg.example>")

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# The hashed names make files cacheable for ever; WhiteNoise finds them in the apps when nothing was collected yet.
WHITENOISE_USE_FINDERS = not STATIC_ROOT.exists()
_STATIC_BACKEND = "django.contrib.staticfiles.storage.StaticFilesStorage"
if STATIC_ROOT.exists():
    _STATIC_BACKEND = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    if envbool("STATIC_COMPRESS", default=True):  # takes a while; left out on a developer's machine
        _STATIC_BACKEND = "whitenoise.storage.CompressedManifestStaticFilesStorage"
UPLOAD_MOST_BYTES = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["documents.uploading.BoundedUpload"]
STORAGES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env("MEDIA_DIR", str(BASE_DIR / "var" / "files"))},
    },
    "staticfiles": {"BACKEND": _STATIC_BACKEND},
}

AUDIT_HEADS_DIR = env("AUDIT_HEADS_DIR", str(BASE_DIR / "var" / "audit"))  # best on another machine than the database

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
CONTENT_SECURITY_POLICY = hardening.content_security_policy(_ORGANISATIONS)
PERMISSIONS_POLICY = hardening.PERMISSIONS_POLICY

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["ontzorg.api_session.Session"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "EXCEPTION_HANDLER": "ontzorg.errors.api_error",
    "UNAUTHENTICATED_USER": None,
}

LOGGING = hardening.LOGGING

if DEMO:
    MIDDLEWARE.remove("ontzorg.second_factor.SecondFactorMiddleware")
    # Invented people and a log-in without password; ontzorg.demo refuses to start on a host that is not loopback.
    INSTALLED_APPS.insert(0, "ontzorg.demo")
    TEMPLATES[0]["DIRS"].insert(0, BASE_DIR / "ontzorg" / "demo" / "templates")
