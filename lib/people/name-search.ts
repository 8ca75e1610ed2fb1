import { latinDigits } from '@/lib/shared/number'
import { foldText } from '@/lib/shared/persian-text'

const MOST_WORDS = 6

/** What was typed to find somebody, as folded words: each must occur in her names, in any order and any spelling. */
export function searchWords(typed: string | undefined): string[] {
  return (typed ?? '').split(/\s+/).map(foldText).filter(Boolean).slice(0, MOST_WORDS)
}

/** Whether a text may be an identifier: such a text must never stand in an address (it is asked for by post). */
export function holdsIdentifier(typed: string): boolean {
  return (latinDigits(typed).match(/\d/g)?.length ?? 0) >= 8
}
