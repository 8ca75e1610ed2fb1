/**
 * Every column that holds a hash under the index key (db/index-key.ts), with the column that names its row. Marks of erasures are not here:
 * they stand outside the database too, and a restore knows them under each key there was.
 */
export const HASHED_COLUMNS: readonly HashedColumnAt[] = [
  { table: 'app.person', column: 'national_id_hash', row: 'id', form: 'bytes' },
  { table: 'app.association_identity', column: 'national_id_hash', row: 'volunteer_id', form: 'bytes' },
  { table: 'app.sms_sheet', column: 'sender', row: 'session_id', form: 'bytes' },
  { table: 'app.respondent_link', column: 'code_hash', row: 'respondent_key', form: 'text' },
  { table: 'app.charity_card', column: 'code_hash', row: 'id', form: 'text' },
  { table: 'app.association_card', column: 'code_hash', row: 'volunteer_id', form: 'text' },
  // Tries of names and networks. Nothing refuses one that was counted a moment before; where it is there anew as well, it goes.
  { table: 'app.auth_throttle', column: 'key', row: 'key', form: 'text' },
]
export type HashedColumnAt = { table: string; column: string; row: string; form: 'bytes' | 'text' }
