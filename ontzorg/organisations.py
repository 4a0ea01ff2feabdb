"""Which organisations log their people in themselves: from the environment to the settings. Pure."""

import json
from typing import Any
from urllib.parse import urlsplit


def settings_from(raw: str) -> tuple[dict[str, Any], list[str]]:
    """The provider settings of allauth and the origins that a form may lead to, from the environment's JSON.

    `raw` is a list of objects with id, name, client_id, secret, server_url and domains. Raises KeyError when one of
    these is missing: an organisation without domains would vouch for everybody.
    """
    known = json.loads(raw or "[]")
    apps = [
        {
            "provider_id": one["id"],
            "name": one["name"],
            "client_id": one["client_id"],
            "secret": one["secret"],
            "settings": {"server_url": one["server_url"], "domains": [name.lower() for name in one["domains"]]},
        }
        for one in known
    ]
    parts = [urlsplit(one["server_url"]) for one in known]
    origins = sorted({f"{part.scheme}://{part.netloc}" for part in parts})
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}, origins
