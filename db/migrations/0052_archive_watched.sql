-- When the last copy and the last base were made is asked once in a while by whoever watches; two rows a day of an audit of millions.
create index audit_event_copies on audit.event using btree (action, at) where action in ('backup.done', 'backup.base');
