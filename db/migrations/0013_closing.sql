-- Closing: what is closed stays as it was closed, a waiver is a director's, a certificate stands on what it certifies.
-- A row that belongs to a closed run or a closed group is neither made, changed nor removed: its figures are frozen. Left
-- open: what names a person (two rows of one woman are put together later, accounts come and go) and versions.
create or replace function app.refuse_closed() returns trigger language plpgsql as $$
declare
  n jsonb; o jsonb; row_of jsonb;
  free constant text[] := array['version', 'person_id', 'user_id', 'consent_id', 'guardian_consent_id'];
begin
  if app.owner_acts() then return coalesce(new, old); end if;
  n := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  o := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  row_of := coalesce(o, n);
  if tg_op = 'UPDATE' and n - free = o - free then return new; end if;
  if exists (select from app.run r where r.id = (row_of->>'run_id')::uuid and r.status = 'CLOSED')
    or tg_table_name = 'cohort' and row_of->>'status' = 'CLOSED'
    or exists (select from app.cohort c join app.run r on r.id = c.run_id
        where c.id = (row_of->>'cohort_id')::uuid and (c.status = 'CLOSED' or r.status = 'CLOSED')) then
    raise exception '%', tg_argv[0] using errcode = 'TB001';
  end if;
  return coalesce(new, old);
end $$;
--> statement-breakpoint
-- Where everything is closed no sheet and no place is open any more, so writing a register never asks here.
create trigger closed_stays before insert or delete on app.session for each row execute function app.refuse_closed('E-SES-08');
--> statement-breakpoint
create trigger closed_stays_as_it_is before update on app.session for each row
  when (old.status in ('APPROVED', 'CANCELLED', 'RESCHEDULED')) execute function app.refuse_closed('E-SES-08');
--> statement-breakpoint
create trigger closed_stays before insert or delete on app.enrolment for each row execute function app.refuse_closed('E-COH-05');
--> statement-breakpoint
create trigger closed_stays_as_it_is before update on app.enrolment for each row
  when (old.status not in ('REGISTERED', 'ACTIVE', 'WAITING')) execute function app.refuse_closed('E-COH-05');
--> statement-breakpoint
create trigger closed_stays before insert or update or delete on app.cohort for each row execute function app.refuse_closed('E-RUN-07');
--> statement-breakpoint
create trigger closed_stays before insert or update or delete on app.cohort_facilitator for each row execute function app.refuse_closed('E-RUN-07');
--> statement-breakpoint
create trigger closed_stays before insert or update or delete on app.facilitator for each row execute function app.refuse_closed('E-RUN-07');
--> statement-breakpoint
create trigger closed_stays before insert or update or delete on app.training_class for each row execute function app.refuse_closed('E-RUN-07');
--> statement-breakpoint
create trigger closed_stays before insert or update or delete on app.run_target for each row execute function app.refuse_closed('E-RUN-07');
--> statement-breakpoint
create trigger closed_stays before insert or update or delete on app.run_legal_basis for each row execute function app.refuse_closed('E-RUN-07');
--> statement-breakpoint
-- A closed run stays closed, with its figures; only a demonstration's clock still moves. Nothing closes without figures.
create or replace function app.run_closed() returns trigger language plpgsql as $$
declare free constant text[] := array['version', 'pinned_now'];
begin
  if app.owner_acts() then return new; end if;
  if old.status = 'CLOSED' then
    if to_jsonb(new) - free <> to_jsonb(old) - free then raise exception 'E-RUN-07' using errcode = 'TB001'; end if;
  elsif new.status = 'CLOSED' and (new.frozen is null or new.frozen_hash is null) then
    raise exception 'a run is closed with its figures' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger run_closed before update on app.run for each row execute function app.run_closed();
--> statement-breakpoint
-- Hours that a group did not reach are waived by who may sign, in her own name, with a reason.
create or replace function app.hours_waived() returns trigger language plpgsql as $$
begin
  if app.owner_acts() then return new; end if;
  if new.waived_by is distinct from app.me() or coalesce(btrim(new.waived_reason), '') = ''
    or not (new.scope_id = any(app.my_scope('sign'))) then
    raise exception 'waived in another''s name' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger hours_waived before insert on app.cohort for each row
  when (new.waived_by is not null or new.waived_reason is not null) execute function app.hours_waived();
--> statement-breakpoint
create trigger hours_waived_later before update on app.cohort for each row
  when ((new.waived_by, new.waived_reason) is distinct from (old.waived_by, old.waived_reason)) execute function app.hours_waived();
--> statement-breakpoint
-- A certificate is given in one's own name for a completed enrolment of a closed group or to a certified facilitator; it
-- stays as it was given, and may be taken back once, with a reason.
create or replace function app.certificate_stands() returns trigger language plpgsql as $$
declare free constant text[] := array['revoked_by', 'revoked_at', 'revoke_reason', 'person_id'];
begin
  if app.owner_acts() then return new; end if;
  if tg_op = 'INSERT' then
    if new.issued_by is distinct from app.me() or new.revoked_at is not null or not (
      exists (select from app.enrolment e join app.cohort c on c.id = e.cohort_id where e.id = new.enrolment_id and e.status = 'COMPLETED'
        and c.status = 'CLOSED' and (e.run_id, e.person_id, e.scope_id) = (new.run_id, new.person_id, new.scope_id))
      or exists (select from app.facilitator f where f.id = new.facilitator_id and f.certified_on is not null
        and f.status in ('CERTIFIED', 'ASSIGNED', 'ACTIVE', 'FINISHED')
        and (f.run_id, f.person_id, f.scope_id) = (new.run_id, new.person_id, new.scope_id))) then
      raise exception 'a certificate of nothing' using errcode = '42501';
    end if;
    return new;
  end if;
  if to_jsonb(new) - free <> to_jsonb(old) - free or old.revoked_at is not null
      and (new.revoked_by, new.revoked_at, new.revoke_reason) is distinct from (old.revoked_by, old.revoked_at, old.revoke_reason)
    or old.revoked_at is null and new.revoked_at is not null and new.revoked_by is distinct from app.me() then
    raise exception 'a certificate stays as it was given' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger certificate_stands before insert or update on app.certificate for each row execute function app.certificate_stands();
--> statement-breakpoint
create index certificate_scope on app.certificate (run_id, scope_id);
--> statement-breakpoint
revoke all on function app.refuse_closed(), app.run_closed(), app.hours_waived(), app.certificate_stands() from public;
