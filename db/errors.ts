import { AppError } from '@/lib/shared/result'

/** Constraints a user can run into, and the sentence each one stands for. */
const BY_CONSTRAINT: Record<string, string> = {
  cohort_place: 'E-COH-01',
  enrolment_open: 'E-ENR-01',
  enrolment_person: 'E-ENR-01',
  person_national_id: 'E-ENR-01',
  release_two_people: 'E-PUB-01',
  release_month: 'E-PUB-03',
  release_programme_month: 'E-PUB-03',
  user_login_pkey: 'E-ACC-01',
  run_code: 'E-RUN-06',
  attendance_made_up: 'E-ATT-06',
  enrolment_sign: 'E-ENR-07',
  quarter_closing_once: 'E-QTR-02',
  quarter_closing_two_people: 'E-QTR-04',
  indicator_target_once: 'E-GEN-03',
  assessment_response_once: 'E-ASM-02',
  assessment_wave_kind: 'E-ASM-11',
  referral_once: 'E-REF-02',
  charity_service_code: 'E-CD-21',
  charity_service_title: 'E-CD-21',
  charity_provider_organisation: 'E-CD-21',
  charity_review_once: 'E-CD-21',
  charity_capacity_taken: 'E-CD-23',
  charity_offer_open: 'E-CD-17',
  charity_pledge_receipt: 'E-CD-36',
  hamyar_member_open: 'E-HG-07',
  hamyar_approval_once: 'E-HG-15',
  hamyar_approval_two_people: 'E-HG-14',
  hamyar_entry_amount: 'E-HG-22',
  hamyar_entry_reversed: 'E-HG-24',
  hamyar_rule_set_code: 'E-HG-29',
  hamyar_trade_name: 'E-HG-29',
  hamyar_rule_set_sound: 'E-HG-27',
  hamyar_rating_once: 'E-HG-37',
  hamyar_certificate_once: 'E-HG-29',
  association_name: 'E-SA-13',
  programme_referral_open: 'E-REF-05',
  saved_view_name: 'E-VIW-01',
  association_partner_open: 'E-SA-13',
  association_volunteer_name: 'E-SA-13',
  association_observance_once: 'E-SA-13',
  association_step_once: 'E-SA-09',
  association_shift_once: 'E-SA-09',
  certificate_volunteer: 'E-CRT-06',
}

/**
 * A fault of ours in talking to the database. It carries the server's code and where it arose, and never the statement's
 * values or the server's detail: those hold names and numbers of people, and errors end up in logs.
 */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault'
  constructor(
    readonly code: string,
    where: string,
  ) {
    super(`the database answered ${code}${where ? ` at ${where}` : ''}`)
  }
}

type PgError = {
  code?: string
  constraint_name?: string
  message?: string
  routine?: string
  table_name?: string
  column_name?: string
}

/** Turns what the database refused into a coded error; anything unknown is passed on as the bug it is. */
export function translated(error: unknown): unknown {
  let cause = error as { cause?: unknown } & PgError
  while (cause && typeof cause === 'object' && !cause.code && cause.cause) cause = cause.cause as typeof cause
  if (cause?.code === 'TB001' || cause?.code === 'TB003') return new AppError(cause.message ?? 'E-GEN-02')
  if (cause?.code === '42501') return new AppError('E-GEN-02')
  // A NUL or half a letter pair in what was typed: no text can hold it.
  if (cause?.code === '22021' || cause?.code === '22P05') return new AppError('E-GEN-04')
  const known = cause?.constraint_name ? BY_CONSTRAINT[cause.constraint_name] : undefined
  if (known && (cause.code === '23505' || cause.code === '23514')) return new AppError(known)
  if (cause?.code && /^[0-9A-Z]{5}$/.test(cause.code)) {
    return new DatabaseFault(
      cause.code,
      [cause.table_name, cause.column_name, cause.constraint_name, cause.routine].filter(Boolean).join(' '),
    )
  }
  if (error instanceof Error && 'params' in error) return new DatabaseFault('unknown', '')
  return error
}
