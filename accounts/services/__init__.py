"""What changes people and their rights."""

from .account import change_profile, create_token, delete_account, exported_data, revoke_token, sign_out_everywhere
from .roles import grant_roles, office_collection

__all__ = [
    "change_profile",
    "create_token",
    "delete_account",
    "exported_data",
    "grant_roles",
    "office_collection",
    "revoke_token",
    "sign_out_everywhere",
]
