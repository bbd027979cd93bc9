"""环境变量: every variable the software reads, declared once with its help text."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    name: str
    default: str
    help: str

    def get(self) -> str:
        return os.environ.get(self.name, self.default)


VARIABLES: dict[str, Variable] = {}


def declare(name: str, default: str, help_text: str) -> Variable:
    """Declare a variable; `sanxiang env` prints all of them."""
    VARIABLES[name] = Variable(name, default, help_text)
    return VARIABLES[name]


MODE = declare("SANXIANG_MODE", "demo", "demo、test 或 production。production 下缺少密钥时拒绝启动")
SECRET_KEY = declare("SANXIANG_SECRET_KEY", "", "会话与签名密钥。production 必填，至少 50 个字符")
DATABASE_URL = declare("DATABASE_URL", "", "PostgreSQL 地址；留空则使用内嵌数据库")
SUPERVISED = declare("SANXIANG_SUPERVISED", "", "由 sanxiang demo 设置：网站进程随其上级一同结束")
TEST_DB = declare("SANXIANG_TEST_DB", "test_sanxiang", "测试数据库名称")
DATA_DIR = declare("SANXIANG_DATA_DIR", "var/demo", "数据目录：文件、索引、日志密钥与内嵌数据库")
ALLOWED_HOSTS = declare(
    "SANXIANG_ALLOWED_HOSTS", "127.0.0.1,localhost,testserver", "允许访问的主机名，逗号分隔"
)
SITE_ORIGIN = declare("SANXIANG_SITE_ORIGIN", "http://127.0.0.1:8000", "公示网站的对外地址，印在文书二维码中")
LOG_ORIGIN = declare(
    "SANXIANG_LOG_ORIGIN", "", "账本名称，写在每个检查点首行且不可更改；留空则为公示网站域名加 /log"
)
LOG_KEY = declare("SANXIANG_LOG_KEY", "", "账本签名私钥文件；留空则为数据目录下 keys/log.key")

PASSWORD_DAYS = declare("SANXIANG_PASSWORD_DAYS", "90", "密码多少天后须更换；0为不要求")
SESSION_IDLE_MINUTES = declare("SANXIANG_SESSION_IDLE_MINUTES", "30", "多少分钟没有操作即退出登录")
SESSION_HOURS = declare("SANXIANG_SESSION_HOURS", "8", "登录最长多少小时，到时须重新登录")

OIDC_URL = declare(
    "SANXIANG_OIDC_URL", "", "统一身份认证（OpenID Connect）的地址，如 https://sso.example.gov.cn；留空为不用"
)
OIDC_NAME = declare("SANXIANG_OIDC_NAME", "统一身份认证", "登录页上的名称")
OIDC_CLIENT = declare("SANXIANG_OIDC_CLIENT", "", "在统一身份认证登记的客户端标识")
OIDC_SECRET = declare("SANXIANG_OIDC_SECRET", "", "客户端密钥")
OIDC_CLAIM = declare(
    "SANXIANG_OIDC_CLAIM", "preferred_username", "等于本系统用户名的声明；用户自己不能在对方修改它"
)

#: how a text ends that nobody has set yet
UNSET = "待设定"
SITE_NAME = declare("SANXIANG_SITE_NAME", f"本站名称{UNSET}", "公示网站名称；也可以在单位管理的“设置”里填")
SITE_OWNER = declare("SANXIANG_SITE_OWNER", UNSET, "主办单位，显示在页脚")
SITE_OPERATOR = declare("SANXIANG_SITE_OPERATOR", UNSET, "承办单位，显示在页脚")
SITE_PHONE = declare("SANXIANG_SITE_PHONE", UNSET, "联系电话，显示在页脚")
SITE_ID_CODE = declare("SANXIANG_SITE_ID_CODE", UNSET, "政府网站标识码")
SITE_ICP = declare("SANXIANG_SITE_ICP", f"ICP备案号{UNSET}", "ICP备案号")
SITE_POLICE = declare("SANXIANG_SITE_POLICE", f"公安机关备案号{UNSET}", "公安机关备案号")
SITE_NOTE = declare("SANXIANG_SITE_NOTE", "", "页眉和页脚的说明；留空则不显示")
