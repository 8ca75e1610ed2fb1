import { foldWord } from './written-word'

export type Sex = 'F' | 'M'

const WORDS: Record<Sex, readonly string[]> = {
  F: [
    'زن',
    'مؤنث',
    'مونث',
    'خانم',
    'خانوم',
    'بانو',
    'دختر',
    'ز',
    'خ',
    'موئنث',
    'f',
    'female',
    'woman',
    'w',
    'girl',
  ],
  M: ['مرد', 'مذکر', 'آقا', 'آقای', 'پسر', 'م', 'm', 'male', 'man', 'boy'],
}
const SEX_OF = new Map<string, Sex>()
for (const sex of ['F', 'M'] as const) for (const word of WORDS[sex]) SEX_OF.set(foldWord(word), sex)

/** The sex a word of an office file means (زن، مؤنث، خانم، F …), or null when it says neither. */
export function parseSex(text: string): Sex | null {
  return SEX_OF.get(foldWord(text)) ?? null
}
