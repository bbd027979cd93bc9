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
PUBLIC_DATABASE_URL = declare(
    "SANXIANG_PUBLIC_DATABASE_URL", "", "公示网站使用的数据库地址（角色 sanxiang_public）；留空则用同一连接切换角色"
)
TEST_DB = declare("SANXIANG_TEST_DB", "test_sanxiang", "测试数据库名称")
DATA_DIR = declare("SANXIANG_DATA_DIR", "var/demo", "数据目录：文件、索引、日志密钥与内嵌数据库")
ALLOWED_HOSTS = declare("SANXIANG_ALLOWED_HOSTS", "127.0.0.1,localhost,testserver", "允许访问的主机名，逗号分隔")
SITE_ORIGIN = declare("SANXIANG_SITE_ORIGIN", "http://127.0.0.1:8000", "公示网站的对外地址，印在文书二维码中")
