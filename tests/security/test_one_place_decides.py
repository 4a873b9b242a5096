"""Only accounts/ decides who may see and do what: nobody else reads what such decisions are made of."""

import ast
from pathlib import Path

PROJECT = Path(__file__).parents[2]
APPS = ("accounts", "cms", "communities", "guidance", "home", "projects", "search", "translations")
#: What belongs to accounts/access.py: each file says so in its first lines.
DECIDING = {
    "accounts/access.py",
    "accounts/administration.py",
    "accounts/branches.py",
    "accounts/rules.py",
    "accounts/sealing.py",
    "accounts/translators.py",
}
#: Attributes that tell what somebody may do; `groups` of other things than people is not meant.
RIGHTS = {"is_superuser", "has_perm", "has_perms", "has_module_perms", "view_restrictions", "get_view_restrictions"}
QUERYSETS = {"public", "not_public"}
#: Making accounts and granting roles is no decision about who sees what.
GRANTING = {"accounts/models.py", "accounts/services.py", "cms/demo/people.py", "accounts/roles.py"}


def modules() -> list[Path]:
    return sorted(path for app in APPS for path in (PROJECT / app).rglob("*.py") if "migrations" not in path.parts)


def uses(tree: ast.AST) -> set[str]:
    """Return which of the words a module reads."""
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in RIGHTS}
    called = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in QUERYSETS
    }
    return read | called


def test_nobody_else_decides() -> None:
    named = {str(path.relative_to(PROJECT)): path for path in modules()}
    deciding = {
        name: found
        for name, path in named.items()
        if name not in DECIDING | GRANTING and (found := uses(ast.parse(path.read_text())))
    }
    assert not deciding
    assert set(named) >= DECIDING


def test_the_look_finds_what_it_looks_for() -> None:
    assert uses(ast.parse("user.is_superuser and Page.objects.public()")) == {"is_superuser", "public"}
