/**
 * Every column that holds something sealed under the key of a province (or of accounts, or of the sync), with the column that
 * names the row it is bound to, and how many values are sealed anew at a time: files are up to five megabytes each. A
 * person's own identifiers are not here: they are under her own key, and that key is in app.person_key.
 */
export const SEALED_COLUMNS: readonly SealedColumnAt[] = [
  { table: 'app.person_key', column: 'sealed', row: 'person_id', many: 500 },
  { table: 'app.second_factor', column: 'sealed', row: 'user_id', many: 500 },
  { table: 'app.device_secret', column: 'sealed', row: 'device_id', many: 500 },
  { table: 'app.quarantine', column: 'sealed', row: 'op_id', many: 500 },
  { table: 'app.task', column: 'note', row: 'id', many: 500 },
  { table: 'app.referral', column: 'reach_sealed', row: 'id', many: 500 },
  { table: 'app.programme_referral', column: 'reach_sealed', row: 'id', many: 500 },
  { table: 'app.charity_complaint', column: 'said_sealed', row: 'id', many: 500 },
  { table: 'app.charity_complaint', column: 'answer_sealed', row: 'id', many: 500 },
  { table: 'pub.interest', column: 'sealed', row: 'id', many: 500 },
  { table: 'app.import_draft', column: 'sealed', row: 'id', many: 5 },
  { table: 'app.file', column: 'sealed', row: 'id', many: 5 },
  { table: 'app.voice', column: 'sealed', row: 'id', many: 5 },
  { table: 'app.outside_figure', column: 'sealed', row: 'id', many: 5 },
  { table: 'app.charity_document', column: 'sealed', row: 'id', many: 5 },
]
export type SealedColumnAt = { table: string; column: string; row: string; many: number }
