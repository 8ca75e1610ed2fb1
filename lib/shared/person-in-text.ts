import { latinDigits } from './number'
import { cleanText } from './persian-text'

// Seven digits and more are a telephone, a national id or a card; a date, a year, a count or a letter's number is shorter.
const LONG_NUMBER = /\d(?:[\s\-/.‌]?\d){7,}/
const DATE = /\b(?:1[34]\d\d|20\d\d)\s*[/\-.]\s*\d{1,2}\s*[/\-.]\s*\d{1,2}\b/g

// «خانم …» and «آقای …» before a word of a name; the words a trade or a group is named with are no names.
const ADDRESSED =
  /(?:^|[\s«(،:.])(?:سرکار خانم|جناب آقای|خانم|آقای|دکتر|مهندس|حاج خانم|حاج آقا|حاجیه خانم|سیده|سید)\s+([\p{L}\u200c]+)/gu
const NO_NAME =
  /^(?:خانه‌?دار|خانه|سرپرست|معلم|مربی|مدیر|رئیس|پزشک|ماما|بهیار|پرستار|مشاور|دکتر|مهندس|شهردار|دهیار|بخشدار|فرماندار|داروساز|دندانپزشک|کشاورز|ناظر|و|یا|از|در|به|با|که|برای|را|هم|هستند|بود|است|محله|محلهٔ|روستا)(?:‌?ها|‌?های|‌?ان)?$/u

/**
 * Whether a note seems to hold somebody's name or number: a long number that is no date, or a form of address with a name
 * after it. Notes are about a place and what was done there, never about a person.
 */
export function seemsToNameSomebody(text: string): boolean {
  const clean = cleanText(text)
  if (LONG_NUMBER.test(latinDigits(clean).replace(DATE, ' '))) return true
  return [...clean.matchAll(ADDRESSED)].some(([, word = '']) => !NO_NAME.test(word))
}
