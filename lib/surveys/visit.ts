import { cardCode } from './card'

/**
 * What a browser remembers while a survey is answered: the card, and how it is being answered. It lives in a cookie no
 * script reads and is emptied at the end; answers are never in it.
 */
export type Visit = {
  code: string | null
  /** A facilitator's phone went from hand to hand; her account was closed before. */
  handed: boolean
  /** Somebody reads aloud, and the pictures are large. */
  aloud: boolean
  /** The wave in which a counsellor is to be offered next. */
  talk: string | null
}

export const NO_VISIT: Visit = { code: null, handed: false, aloud: false, talk: null }

export function visitText({ code, handed, aloud, talk }: Visit): string {
  return [code ?? '', `${handed ? 'h' : ''}${aloud ? 'a' : ''}`, talk ?? ''].join('.')
}

export function visitOf(text: string | undefined): Visit {
  const [code = '', flags = '', talk = ''] = (text ?? '').split('.')
  return {
    code: cardCode(code),
    handed: flags.includes('h'),
    aloud: flags.includes('a'),
    talk: /^[0-9a-f-]{36}$/.test(talk) ? talk : null,
  }
}

/** How an answer reached us, as it is kept with it. */
export const modeOf = ({ handed, aloud }: Visit) => (aloud ? 'ALOUD' : handed ? 'PHONE' : 'LINK')
