"""组合根: one settings module; what differs between machines comes from the environment (`env.py`)."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from sanxiang.config import env, fonts, production
from sanxiang.config.postgres import stored_dsn

PACKAGE = Path(__file__).resolve().parent.parent
MODE = env.MODE.get()
PRODUCTION = MODE == "production"
DEBUG = False

if PRODUCTION and (faults := production.faults()):
    sys.exit("\n".join(faults))
SECRET_KEY = env.SECRET_KEY.get() or "demo-only-key-" + "0" * 50

ALLOWED_HOSTS = env.ALLOWED_HOSTS.get().split(",")
SITE_ORIGIN = env.SITE_ORIGIN.get().rstrip("/")
DATA_DIR = Path(env.DATA_DIR.get()).resolve()

#: what a government site must show on every page (国办发〔2017〕47号)
SITE = {
    "name": env.SITE_NAME.get(),
    "domain": urlsplit(SITE_ORIGIN).netloc,
    "owner": env.SITE_OWNER.get(),
    "operator": env.SITE_OPERATOR.get(),
    "phone": env.SITE_PHONE.get(),
    "id_code": env.SITE_ID_CODE.get(),
    "icp": env.SITE_ICP.get(),
    "police": env.SITE_POLICE.get(),
    "note": env.SITE_NOTE.get(),
}
#: what a real site may not keep, by the name of the variable
SITE_EXAMPLES = production.DEMO_SITE
LOG_ORIGIN = env.LOG_ORIGIN.get() or f"{urlsplit(SITE_ORIGIN).hostname}/log"
LOG_KEY = env.LOG_KEY.get()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "sanxiang.ledger",
    "sanxiang.registry",
    "sanxiang.statutes",
    "sanxiang.powers",
    "sanxiang.cases",
    "sanxiang.documents",
    "sanxiang.evidence",
    "sanxiang.review",
    "sanxiang.disclosure",
    "sanxiang.exams",
    "sanxiang.imports",
    "sanxiang.config",
]

MIDDLEWARE = [
    "sanxiang.sites.public.pages.PublishedPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sanxiang.sites.accounts.sessions.Sessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sanxiang.sites.middleware.ActorMiddleware",
    "axes.middleware.AxesMiddleware",
]

CSRF_FAILURE_VIEW = "sanxiang.sites.errors.csrf_failed"
ROOT_URLCONF = "sanxiang.config.urls"
WSGI_APPLICATION = "sanxiang.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "sites"],
        "OPTIONS": {"environment": "sanxiang.sites.design.environment.environment"},
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}},
]


def database(url: str) -> dict[str, object]:
    """A Django database entry from a postgresql:// address (a socket directory may stand in ?host=)."""
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": env.TEST_DB.get()},
    }


# One connection per server thread, kept: a pool measured no faster under granian's few threads.
DATABASES = {"default": database(env.DATABASE_URL.get() or stored_dsn(DATA_DIR) or "postgresql:///sanxiang")}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
PROCRASTINATE_IMPORT_PATHS = ["sanxiang.jobs.tasks", "sanxiang.jobs.imports"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "registry.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "sanxiang.registry.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "sanxiang.registry.passwords.NotCommon"},
    {"NAME": "sanxiang.registry.passwords.TwoKinds"},
    {"NAME": "sanxiang.registry.passwords.NotTheName"},
    {"NAME": "sanxiang.registry.passwords.NotUsedBefore"},
]
#: the passwords of a demo are as old as its people
PASSWORD_DAYS = int(env.PASSWORD_DAYS.get()) if PRODUCTION else 0
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/w/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_CALLABLE = "sanxiang.sites.accounts.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "sanxiang.sites.accounts.address.client_address"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]

# allauth keeps second steps (its tables, its cryptography); pages and doors are our own (sites/accounts/second)
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_ADAPTER = "sanxiang.sites.accounts.single.adapter.Adapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that leads to another host would break form-action 'self'
OIDC_URL, OIDC_NAME, OIDC_CLAIM = env.OIDC_URL.get(), env.OIDC_NAME.get(), env.OIDC_CLAIM.get()
_SINGLE_SIGN_ON = {
    "provider_id": "sso",
    "name": OIDC_NAME,
    "client_id": env.OIDC_CLIENT.get(),
    "secret": env.OIDC_SECRET.get(),
    "settings": {"server_url": OIDC_URL, "oauth_pkce_enabled": True},
}
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [_SINGLE_SIGN_ON] if OIDC_URL else []}}
MFA_ADAPTER = "sanxiang.sites.accounts.second.adapter.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_TOLERANCE = 1

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [
    ("sx", PACKAGE / "sites" / "design" / "static"),
    ("verify", PACKAGE / "ledger" / "offline" / "browser"),
]
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False
if PRODUCTION:  # elsewhere files are served from where they lie, and nothing is collected
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

#: directories with Chinese faces for documents (`fonts.ensure` fills them); empty means none was found
FONT_DIRS = fonts.font_dirs()

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "frame-ancestors": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = SESSION_SECONDS = int(env.SESSION_HOURS.get()) * 3600
SESSION_IDLE_SECONDS = int(env.SESSION_IDLE_MINUTES.get()) * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
