-- The same walls in the form of docs/decisions/0046-walls-that-are-read-by-the-thousand-are-hashed.md: the reader's scopes are put into a hash
-- once a statement and not compared one after another with each row. Who sees what stays as it was.
alter policy see on app.session using (scope_id in (select unnest(app.my_scope('see'))));
--> statement-breakpoint
alter policy see on app.cohort using (scope_id in (select unnest(app.my_scope('see'))));
--> statement-breakpoint
alter policy see on app.cohort_facilitator using (scope_id in (select unnest(app.my_scope('see'))));
--> statement-breakpoint
alter policy see on app.cohort_month using (scope_id in (select unnest(app.my_scope('see'))));
--> statement-breakpoint
alter policy see on app.enrolment using (scope_id in (select unnest(app.my_scope('marks'))));
--> statement-breakpoint
alter policy see on app.consent using (scope_id in (select unnest(app.my_scope('people'))));
--> statement-breakpoint
alter policy see on app.session_guest using (scope_id in (select unnest(app.my_scope('people'))));
--> statement-breakpoint
alter policy see on app.sheet_review using (scope_id in (select unnest(app.my_scope('see'))));
--> statement-breakpoint
alter policy see on app.certificate using (scope_id in (select unnest(app.my_scope('marks'))));
--> statement-breakpoint
-- Nearly everybody stands in one scope: hers is looked up in the hash, and only whoever has more is compared with all.
alter policy see on app.person using (
  scopes[array_lower(scopes, 1)] in (select unnest(app.my_scope('people')))
  or (cardinality(scopes) > 1 and scopes && (select app.my_scope('people')))
  or id = (select u.person_id from app.user_account u where u.id = app.me()));
--> statement-breakpoint
alter policy see on app.facilitator using (scope_id in (select unnest(app.my_scope('see'))) or user_id = (select app.me()));
--> statement-breakpoint
alter policy see on app.place using (kind in ('NATION', 'PROVINCE', 'COUNTY') or scope_id in (select unnest(app.my_scope('see')))
  or scope_id = any((select app.my_path())::int[]));
