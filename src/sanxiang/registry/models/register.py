"""执法主体、人员、证件、当事人、账户."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sanxiang.kernel import ADMINISTRATORS, public_id


class Agency(models.Model):
    """执法主体: a tree by level. It may enforce from the day the justice bureau has approved its entry."""

    class Level(models.TextChoices):
        CITY = "city", "市级"
        COUNTY = "county", "县级"
        TOWN = "town", "乡级"

    class Kind(models.TextChoices):
        STATUTORY = "statutory", "法定行政机关"
        AUTHORISED = "authorised", "法律法规授权组织"
        ENTRUSTED = "entrusted", "受委托组织"

    class Status(models.TextChoices):
        DRAFTED = "drafted", "待核对"
        CHECKED = "checked", "待审定"
        IN_FORCE = "in_force", "在册"
        ENDED = "ended", "已撤销"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    name = models.CharField("名称", max_length=100, unique=True)
    short_name = models.CharField("简称", max_length=40)
    code = models.CharField("机关代字", max_length=12, unique=True, help_text="文号中使用，如“云环”")
    uscc = models.CharField("统一社会信用代码", max_length=18, unique=True)
    level = models.CharField("层级", max_length=10, choices=Level)
    kind = models.CharField("主体性质", max_length=12, choices=Kind, default=Kind.STATUTORY)
    region_code = models.CharField("区划代码", max_length=12)
    region_name = models.CharField("执法区域", max_length=60)
    enforcement_fields = ArrayField(models.CharField(max_length=30), verbose_name="执法类别")
    head_name = models.CharField("负责人", max_length=40)
    address = models.CharField("办公地址", max_length=120)
    phone = models.CharField("联系电话", max_length=30)
    complaint_phone = models.CharField("监督电话", max_length=30)
    complaint_channels = models.TextField("其他投诉渠道", blank=True, help_text="一行一条")
    office_hours = models.CharField("办公时间", max_length=100, blank=True)
    reconsideration_body = models.CharField("复议机关", max_length=100)
    court = models.CharField("管辖法院", max_length=100)
    payee_bank = models.CharField("代收机构名称及地址", max_length=160, blank=True)
    active_from = models.DateField("设立日期", null=True, blank=True)
    #: the last day on which it may act
    active_to = models.DateField("撤销日期", null=True, blank=True)
    ended_document_no = models.CharField("撤销文号", max_length=60, blank=True)
    qualification = models.TextField("主体资格依据", blank=True, help_text="法律、法规或者“三定”规定")
    status = models.CharField("状态", max_length=8, choices=Status, default=Status.DRAFTED)
    entered_by = models.CharField("录入人", max_length=40, blank=True)
    entered_by_id = models.CharField(max_length=40, blank=True)
    checked_by = models.CharField("核对人", max_length=40, blank=True)
    checked_by_id = models.CharField(max_length=40, blank=True)
    approved_by = models.CharField("审定人", max_length=40, blank=True)
    approved_by_id = models.CharField(max_length=40, blank=True)
    approved_on = models.DateField("审定日期", null=True, blank=True)
    approval_no = models.CharField("审定文号", max_length=60, blank=True)
    returned_reason = models.TextField("退回理由", blank=True)
    #: who carries on its powers after a merger or a division
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )

    class Meta:
        verbose_name = "执法主体"
        ordering = ["region_code", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by_id="")
                | ~Q(approved_by_id=F("entered_by_id")) & ~Q(approved_by_id=F("checked_by_id")),
                name="agency_approved_by_another",
                violation_error_message="审定的人不能是录入或者核对的人",
            ),
            models.CheckConstraint(
                condition=Q(status="ended", active_to__isnull=False)
                | ~Q(status="ended") & Q(successor__isnull=True),
                name="agency_end_has_a_day",
                violation_error_message="撤销的主体须有撤销日期，在册的主体没有承继机关",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """内设机构."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    name = models.CharField("名称", max_length=60)
    is_review_office = models.BooleanField("法制审核机构", default=False)

    class Meta:
        verbose_name = "内设机构"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                name="unit_name_once_per_agency",
                violation_error_message="本机关已有同名内设机构",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Officer(models.Model):
    """执法人员, and others who serve enforcement: reviewers, counsel, supervisors (118号（十一）（二十三）)."""

    class Duty(models.TextChoices):
        ENFORCEMENT = "enforcement", "行政执法人员"
        REVIEWER = "reviewer", "法制审核人员"
        COUNSEL = "counsel", "法律顾问"
        LAWYER = "lawyer", "公职律师"
        SUPERVISOR = "supervisor", "执法监督人员"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="officers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="officers")
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=40)
    phone = models.CharField("联系电话", max_length=30, blank=True)
    photo_sha256 = models.CharField("照片", max_length=64, blank=True)
    duty = models.CharField("人员类别", max_length=12, choices=Duty, default=Duty.ENFORCEMENT)
    legally_qualified = models.BooleanField("取得法律职业资格", default=False)
    legal_certificate_no = models.CharField("法律职业资格证书编号", max_length=40, blank=True)
    legal_certified_on = models.DateField("法律职业资格取得日期", null=True, blank=True)
    left_on = models.DateField("离岗日期", null=True, blank=True)

    class Meta:
        verbose_name = "执法人员"
        ordering = ["agency", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(legally_qualified=False, legal_certificate_no="", legal_certified_on__isnull=True)
                | Q(legally_qualified=True, legal_certified_on__isnull=False, legal_certificate_no__gt=""),
                name="officer_legal_certificate_complete",
                violation_error_message="取得法律职业资格的，证书编号和取得日期须一并登记；没有取得的，这两项留空",
            )
        ]

    def __str__(self) -> str:
        return self.name


class CredentialKind(models.TextChoices):
    """证件种类: who enforces, and who supervises enforcement."""

    ENFORCEMENT = "enforcement", "行政执法证"
    SUPERVISION = "supervision", "行政执法监督证"


class Credential(models.Model):
    """执法证件: class, area and validity decide what its holder may be assigned to."""

    class Status(models.TextChoices):
        VALID = "valid", "有效"
        SUSPENDED = "suspended", "暂扣"
        UNCHECKED = "unchecked", "年审未过"
        CANCELLED = "cancelled", "已注销"
        REVOKED = "revoked", "已吊销"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="credentials")
    kind = models.CharField(
        "证件种类", max_length=12, choices=CredentialKind, default=CredentialKind.ENFORCEMENT
    )
    number = models.CharField("执法证号", max_length=32, unique=True)
    enforcement_fields = ArrayField(models.CharField(max_length=30), verbose_name="执法类别")
    area_code = models.CharField("执法区域代码", max_length=12)
    area_name = models.CharField("执法区域", max_length=60)
    issuer = models.CharField("发证机关", max_length=100)
    valid_from = models.DateField("有效期自")
    valid_to = models.DateField("有效期至")
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.VALID)

    class Meta:
        verbose_name = "执法证件"
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")),
                name="credential_term_in_order",
                violation_error_message="有效期至不能早于有效期自",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Party(models.Model):
    """当事人: natural person, organisation or individual business."""

    class Kind(models.TextChoices):
        PERSON = "person", "自然人"
        ORGANISATION = "organisation", "法人或非法人组织"
        INDIVIDUAL_BUSINESS = "individual_business", "个体工商户"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: the agency that keeps this record; another agency's record is not visible
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("类别", max_length=20, choices=Kind)
    name = models.CharField("名称或姓名", max_length=100)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    id_kind = models.CharField("证件类型", max_length=20, blank=True)
    id_number = models.CharField("证件号码", max_length=40, blank=True)
    legal_representative = models.CharField("法定代表人（负责人、经营者）", max_length=40, blank=True)
    sex = models.CharField("性别", max_length=2, blank=True)
    born_on = models.DateField("出生日期", null=True, blank=True)
    address = models.CharField("住所（住址）", max_length=160, blank=True)
    phone = models.CharField("联系电话", max_length=30, blank=True)

    class Meta:
        verbose_name = "当事人"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "uscc"],
                condition=~Q(uscc=""),
                name="party_uscc_once",
                violation_error_message="本机关已登记过这个统一社会信用代码",
            ),
            models.UniqueConstraint(
                fields=["agency", "id_kind", "id_number"],
                condition=~Q(id_number=""),
                name="party_id_once",
                violation_error_message="本机关已登记过这个证件号码",
            ),
            models.CheckConstraint(
                condition=Q(kind="person") | ~Q(uscc=""),
                name="party_body_has_uscc",
                violation_error_message="单位和个体工商户须填写统一社会信用代码",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, username: str, password: str, **fields: object) -> Account:
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """账户: one person's way in; never shared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField("用户名", max_length=40, unique=True)
    display_name = models.CharField("姓名", max_length=40)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="accounts")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    officer = models.OneToOneField(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="account"
    )
    #: values of kernel.Role
    roles = ArrayField(models.CharField(max_length=20), verbose_name="角色", default=list, blank=True)
    is_active = models.BooleanField("启用", default=True)
    #: None: as old as the account, and never out of date
    password_changed_at = models.DateTimeField("密码修改时间", null=True, blank=True)
    #: somebody else made the password: it opens nothing but the page on which it is changed
    must_change_password = models.BooleanField("须先修改密码", default=False)

    objects = AccountManager()
    USERNAME_FIELD = "username"

    class Meta:
        verbose_name = "账户"
        ordering = ["username"]
        constraints = [
            # 三员分立 (GB/T 22239—2019, 8.1.5): an administrator holds this one role
            models.CheckConstraint(
                condition=Q(roles__len=1) | ~Q(roles__overlap=[str(role) for role in ADMINISTRATORS]),
                name="account_administrator_is_nothing_else",
                violation_error_message="系统管理员、安全管理员、审计管理员不能兼任别的角色",
            )
        ]

    def __str__(self) -> str:
        return self.display_name


class UsedPassword(models.Model):
    """用过的密码: its hash, so that it is not used again."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="used_passwords")
    hash = models.CharField("密码摘要", max_length=128)
    set_at = models.DateTimeField("设定时间")

    class Meta:
        verbose_name = "用过的密码"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.account} {self.set_at}"


class SignIn(models.Model):
    """登录记录: who came in, left or was turned away. A trigger of the database keeps it as it is."""

    class Outcome(models.TextChoices):
        SIGNED_IN = "signed_in", "登录"
        FAILED = "failed", "登录失败"
        LOCKED_OUT = "locked_out", "登录锁定"
        SIGNED_OUT = "signed_out", "退出"
        TIMED_OUT = "timed_out", "超时退出"

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField("时间")
    outcome = models.CharField("结果", max_length=10, choices=Outcome)
    #: as it was typed; there need not be such an account
    username = models.CharField("用户名", max_length=40)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    address = models.CharField("来源地址", max_length=45, blank=True)

    class Meta:
        verbose_name = "登录记录"
        ordering = ["-id"]
        indexes = [models.Index(fields=["account", "-id"], name="sign_in_account")]

    def __str__(self) -> str:
        return f"{self.username} {self.get_outcome_display()}"


class CalendarDay(models.Model):
    """工作日历: a day that is not what its weekday says. A year without rows has no notice loaded."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", "放假"
        MAKEUP = "makeup", "调休上班"

    date = models.DateField("日期", primary_key=True)
    kind = models.CharField("类别", max_length=10, choices=Kind)
    name = models.CharField("说明", max_length=60)
    source = models.CharField("来源", max_length=120)
    #: the State Council's notice for the year has not been loaded; the day follows from the general rule
    provisional = models.BooleanField("暂定", default=False)
    version = models.PositiveSmallIntegerField("版本", default=1)

    class Meta:
        verbose_name = "工作日历"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()}"
