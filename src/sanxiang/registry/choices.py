"""选项: value → label of what the register's columns may hold, for forms and imports."""

from __future__ import annotations

from sanxiang.registry.models import Agency, Credential, CredentialKind, Officer, Party

AGENCY_LEVELS = dict(Agency.Level.choices)
AGENCY_KINDS = dict(Agency.Kind.choices)
CREDENTIAL_KINDS = dict(CredentialKind.choices)
CREDENTIAL_STATUSES = dict(Credential.Status.choices)
PARTY_KINDS = dict(Party.Kind.choices)
OFFICER_DUTIES = dict(Officer.Duty.choices)
