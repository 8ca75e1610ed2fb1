/** Values a message may show beside a code. They are data: the sentence lives in messages/<locale>/errors.json. */
export type CodeValues = Record<string, string | number>

export type Ok<T> = { ok: true; value: T }
export type Fail<C extends string = string> = { ok: false; code: C; values?: CodeValues }

/** What a rule answers: a value, or the code that says why not. Rules never throw. */
export type Result<T, C extends string = string> = Ok<T> | Fail<C>

/** A successful result. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value }
}

/** A refusal with the code of the message catalogue and the values its sentence shows. */
export function fail<C extends string>(code: C, values?: CodeValues): Fail<C> {
  return values === undefined ? { ok: false, code } : { ok: false, code, values }
}

/** What commands throw. The edge turns the code into an answer and the message catalogue into a sentence. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: string
  readonly values: CodeValues | undefined

  constructor(code: string, values?: CodeValues) {
    super(code)
    this.code = code
    this.values = values
  }
}

/** The value of a result; throws AppError with its code when it is a refusal. */
export function orThrow<T, C extends string>(result: Result<T, C>): T {
  if (result.ok) return result.value
  throw new AppError(result.code, result.values)
}
