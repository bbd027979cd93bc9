"""生产环境: what must have been set on purpose before the software may serve a real city."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http.request import split_domain_port, validate_host

from sanxiang.config import env

SHORTEST_KEY = 50  # characters
#: what the demo's site shows, by the name of the variable; a real site may keep none of it
DEMO_SITE = {
    env.SITE_NAME.name: "云屏市行政执法公示平台",
    env.SITE_OWNER.name: "云屏市人民政府",
    env.SITE_OPERATOR.name: "云屏市司法局",
    env.SITE_PHONE.name: "0000-1234567",
    env.SITE_ID_CODE.name: "5200000000",
    env.SITE_ICP.name: "某ICP备00000000号",
    env.SITE_POLICE.name: "某公网安备00000000000000号",
    env.SITE_NOTE.name: "演示站点，所载单位、人员和案件均为虚构",
}
SHOWN = tuple(env.VARIABLES[name] for name in DEMO_SITE)


def warnings() -> list[str]:
    """What a government site must show and this one leaves empty (国办发〔2017〕47号); it starts nevertheless."""
    empty = [v.name for v in SHOWN if v is not env.SITE_NOTE and v.get().strip() in ("", v.default)]
    said = "没有填写：政府网站每一页都要标明，请在开放前补上，或者在单位管理的“设置”里填写。"
    return [f"{'、'.join(empty)} {said}"] if empty else []


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
    if shown := [v.name for v in SHOWN if v.get() == DEMO_SITE[v.name]]:
        found.append(f"{'、'.join(shown)} 仍是虚构的演示城市的内容：请填写本地的，它们显示在每一页上。")
    return found
