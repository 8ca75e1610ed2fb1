import 'server-only'
import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import { z } from 'zod'
import type { Context } from '@/db/transaction'
import type { ActionResult } from '@/lib/access/answer'
import { AppError } from '@/lib/shared/result'
import { currentActor } from './actor'
import { said } from './said'

type Command<S extends z.ZodType, T> = (ctx: Context, input: z.input<S>) => Promise<T>

/**
 * A server action from a command: proves who asks, checks the shape (a refusal names its fields), runs the command.
 * What comes back is the command's answer or a code; the input is never sent back. The command parses for itself, so
 * it is handed what came, not what the check made of it. Origin is checked by Next.
 */
export function action<S extends z.ZodType, T>(
  schema: S,
  command: Command<S, T>,
): (input: z.input<S>) => Promise<ActionResult<T>> {
  return async (input) => answer(schema, command, input)
}

/**
 * The same for `<form action>` with useActionState, with scripts off as well: names of fields are keys, a name that
 * ends in `[]` is a list, files stay files. `then` says where to go afterwards; without it the answer comes back.
 */
export function formAction<S extends z.ZodType, T>(
  schema: S,
  command: Command<S, T>,
  then?: (data: T) => string | null,
): (before: unknown, form: FormData) => Promise<ActionResult<T>> {
  return async (_before, form) => {
    const result = await answer(schema, command, fieldsOf(form) as z.input<S>)
    const place = result.ok ? then?.(result.data) : null
    if (place) redirect(place)
    return said(result)
  }
}

/** Runs a command for whoever is signed in and turns what it throws into a code; for actions that read their form by hand. */
export async function asCommand<T>(work: (ctx: Context) => Promise<T>): Promise<ActionResult<T>> {
  const requestId = await requestIdOf()
  return answered(requestId, async () => {
    const actor = await currentActor()
    if (!actor) throw new AppError('E-ACC-02')
    return work({ actor, now: new Date(), requestId })
  })
}

function answer<S extends z.ZodType, T>(
  schema: S,
  command: Command<S, T>,
  input: z.input<S>,
): Promise<ActionResult<T>> {
  return asCommand(async (ctx) => {
    await schema.parseAsync(input)
    return command(ctx, input)
  })
}

/** Runs work and turns what it throws into a code: shape into E-GEN-01 with fields, AppError into its own, a bug into E-GEN-09. */
export async function answered<T>(requestId: string, work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() }
  } catch (error) {
    unstable_rethrow(error)
    if (error instanceof z.ZodError) return { ok: false, code: 'E-GEN-01', fields: fieldCodes(error) }
    // Asked for without the right to it: who looks for attempts finds them by this line; the id leads to the rest.
    if (error instanceof AppError && error.code === 'E-GEN-02')
      console.warn(`request ${requestId} refused E-GEN-02`)
    if (error instanceof AppError)
      return { ok: false, code: error.code, ...(error.values && { values: error.values }) }
    console.error(`request ${requestId}`, error)
    return { ok: false, code: 'E-GEN-09', values: { requestId } }
  }
}

/** The id that ties an answer, its audit rows and the log together: the front's, or a new one. */
export async function requestIdOf(): Promise<string> {
  const given = (await headers()).get('x-request-id')
  return given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
}

const CODE = /^([EW]-[A-Z]{2,4}-\d{2}|[a-z]+(-[a-z]+)+)$/

// An issue's message is a code of the catalogue where the schema says one; whatever zod says by itself is E-GEN-01.
function fieldCodes(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    const field = issue.path.join('.') || '_'
    fields[field] ??= CODE.test(issue.message) ? issue.message : 'E-GEN-01'
  }
  return fields
}

/** The fields of a form as an object. React's own fields are left out. */
export function fieldsOf(form: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
  const fields: Record<string, FormDataEntryValue | FormDataEntryValue[]> = {}
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION')) continue
    if (name.endsWith('[]')) fields[name.slice(0, -2)] = form.getAll(name)
    else fields[name] = form.get(name) ?? ''
  }
  return fields
}
