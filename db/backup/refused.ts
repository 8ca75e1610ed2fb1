/** Said to the person at the terminal as it is. */
export class BackupRefused extends Error {}

const say = (text: string) => new BackupRefused(text)
const WRONG_KEY = 'The key does not open this copy; use the key file it was made with.'

/** Why a copy is not made or not put back, each in one sentence. */
export const REFUSALS = {
  notOurs: () => say('This file is not a copy made by «npm run backup».'),
  wrongKey: () => say(WRONG_KEY),
  cut: () =>
    say(
      'This copy is cut short or damaged, so nothing of it was put back; fetch it again from where it is kept.',
    ),
  notEmpty: () =>
    say(
      'This installation already holds runs, people or accounts; a copy is put back into an empty one only.',
    ),
  otherVersion: (theirs: number, ours: number) =>
    say(
      `This copy is of another version (its database has ${theirs} migrations, this one ${ours}); take the version of Tabavar it was made with.`,
    ),
  otherKeys: () =>
    say(
      'The keys of this installation are not those of the copy; put its keyring.json into the folder of keys first.',
    ),
  exists: (file: string) => say(`${file} is already there; nothing is written over it.`),
  noErasures: (file: string) =>
    say(`There is no ${file}, by which whoever was erased since is erased again.`),
  otherErasures: () =>
    say(
      'The list of erasures names an index key that this keyring.json lacks; take indexKey and formerIndexKeys from the newest one first.',
    ),
  differs: (table: string) =>
    say(`What was read back of ${table} is not what the copy holds, so nothing of it was put back.`),
  notArchiving: () =>
    say(
      'The database gives nothing to its archive; set TABAVAR_ARCHIVE and TABAVAR_ARCHIVE_KEY, start again, and look into the log of the archive.',
    ),
  noBase: (archive: string) => say(`There is no base in ${archive}; «npm run backup -- base» makes one.`),
  tooEarly: (first: Date) =>
    say(`The first base is of ${first.toISOString()}; nothing before it can be reached.`),
  hole: (name: string) =>
    say(
      `The archive has later pieces and lacks ${name}, so nothing was put back; fetch it from where it is kept, or go to an instant before it.`,
    ),
  badPiece: (file: string, { message }: BackupRefused) =>
    say(
      message === WRONG_KEY
        ? `The key does not open ${file}; use the key file the archive was made with.`
        : `${file} is cut short or damaged, so nothing was put back; fetch it again from where it is kept.`,
    ),
  spoilt: (places: readonly string[]) =>
    say(
      `Files of the database are damaged (${places.slice(0, 3).join('; ')}; ${places.length} in all), so no base was made of them; keep the disk as it is and restore beside it.`,
    ),
  tablespace: (path: string) => say(`${path} lies outside the data folder; a base holds what is in it only.`),
} as const
