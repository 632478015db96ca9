-- The audit log is only added to. Erasing a person changes nothing here: their pseudonym ends with their key.
create trigger audit_entry_not_changed before update on audit_entry begin select raise(abort, 'the audit log is only added to'); end;
create trigger audit_entry_not_removed before delete on audit_entry begin select raise(abort, 'the audit log is only added to'); end;
