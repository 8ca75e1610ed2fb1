import type { BubbleCode } from '../paper-print'
import type { PictureCode } from './reading'
import type { AskWhy } from './review'

type Texts<K extends string> = Record<K, string>

/** What the screen may have to say of a picture, beside what the reader says. */
export type TwinRefusal = PictureCode | 'other-session' | 'not-a-picture' | 'unclear'

/** The words of the screen: messages/<locale>/paper-twin.json, `screen`. */
export type TwinLabels = Texts<
  | 'open'
  | 'title'
  | 'lead'
  | 'how'
  | 'take'
  | 'choose'
  | 'type'
  | 'camera'
  | 'reading'
  | 'again'
  | 'back'
  | 'close'
  | 'loading'
  | 'notLoaded'
  | 'failed'
  | 'sum'
  | 'sumAsk'
  | 'picture'
  | 'cut'
  | 'head'
  | 'headHint'
  | 'headCut'
  | 'asks'
  | 'clear'
  | 'change'
  | 'leave'
  | 'leftAlone'
  | 'strangers'
  | 'others'
  | 'put'
  | 'waiting'
  | 'done'
  | 'rows'
  | 'rowsHint'
  | 'unknown'
  | 'absent'
  | 'nobody'
> & {
  refused: Texts<TwinRefusal>
  corners: Texts<'1' | '2' | '3' | '4'>
  why: Texts<AskWhy>
  said: Texts<BubbleCode>
}
