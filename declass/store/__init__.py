"""The register: cables, schedules, releases and the audit trail, kept in a database.

The door is `declass.store.register.Register`; what it takes and gives are the plain records of
`declass.store.records`. Importing this package, the records or `declass.store.location` loads no
database library; importing the register loads sqlmodel.
"""
