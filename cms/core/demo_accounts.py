"""The logins that the demo brings, one a role; all have the password from `DEMO_PASSWORD`."""

#: E-mail address and what its holder does, in the order in which they are shown.
DEMO_ACCOUNTS = (
    ("administrator@example.org", "administrator: everything"),
    ("editor@example.org", "editor: writes"),
    ("reviewer@example.org", "reviewer: sends back or approves"),
    ("publisher@example.org", "publisher: publishes"),
    ("translator-ar@example.org", "translator: Arabic only"),
    ("project-editor@example.org", "project editor: good-practice projects"),
    ("manager@example.org", "community manager: the first community"),
    ("member@example.org", "member of the first community"),
    ("guest@example.org", "guest of the network"),
    ("visitor@example.org", "visitor: signed in, without any role"),
)
