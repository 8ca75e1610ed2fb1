/** Said to the person at the terminal as it is. */
export class BackupRefused extends Error {}

const say = (text: string) => new BackupRefused(text)

/** Why a copy is not made or not put back, each in one sentence. */
export const REFUSALS = {
  notOurs: () => say('This file is not a copy made by «npm run backup».'),
  wrongKey: () => say('The key does not open this copy; use the key file it was made with.'),
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
  differs: (table: string) =>
    say(`What was read back of ${table} is not what the copy holds, so nothing of it was put back.`),
} as const
