"""生产环境: what must have been set on purpose before the software may serve a real city."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http.request import split_domain_port, validate_host

from sanxiang.config import env

SHORTEST_KEY = 50  # characters
SHOWN = (
    *(env.SITE_NAME, env.SITE_OWNER, env.SITE_OPERATOR, env.SITE_PHONE),
    *(env.SITE_ID_CODE, env.SITE_ICP, env.SITE_POLICE, env.SITE_NOTE),
)


def warnings() -> list[str]:
    """What a government site must show and this one leaves empty (国办发〔2017〕47号); it starts nevertheless."""
    empty = [v.name for v in SHOWN if v is not env.SITE_NOTE and not v.get().strip()]
    return [f"{'、'.join(empty)} 没有填写：政府网站每一页都要标明，请在开放前补上。"] if empty else []


def faults() -> list[str]:
    """Everything that is still at its default, at once; empty when production may start."""
    found = []
    if len(env.SECRET_KEY.get()) < SHORTEST_KEY:
        found.append(f"{env.SECRET_KEY.name} 未设置或不足 {SHORTEST_KEY} 个字符：不能使用默认密钥。")
    if not env.DATABASE_URL.get():
        found.append(f"{env.DATABASE_URL.name} 未设置：生产环境使用由您管理和备份的 PostgreSQL。")
    if env.ALLOWED_HOSTS.get() == env.ALLOWED_HOSTS.default:
        found.append(f"{env.ALLOWED_HOSTS.name} 未设置：请写明网站的域名。")
    elif not validate_host(
        host := split_domain_port(urlsplit(env.SITE_ORIGIN.get()).netloc)[0],
        env.ALLOWED_HOSTS.get().split(","),
    ):
        found.append(f"{env.ALLOWED_HOSTS.name} 没有写上对外地址的域名“{host}”：网站会拒绝所有访问，请补上。")
    if not env.SITE_ORIGIN.get().startswith("https://"):
        found.append(
            f"{env.SITE_ORIGIN.name} 应为以 https:// 开头的对外地址，它印在文书二维码中，日后不能更改。"
        )
    if (address := env.OIDC_URL.get()) and not address.startswith("https://"):
        found.append(f"{env.OIDC_URL.name} 应以 https:// 开头：密钥和身份不能明文传送。")
    if shown := [variable.name for variable in SHOWN if variable.get() == variable.default]:
        found.append(f"{'、'.join(shown)} 仍是虚构的演示城市的内容：请填写本地的，它们显示在每一页上。")
    return found
