'use server'

import { addMembers } from '@/db/commands/hamyar/add-members'
import { addRuleSet, addTrade } from '@/db/commands/hamyar/add-reference'
import { addEntry, reverseEntry, shareTotals } from '@/db/commands/hamyar/book'
import { endMembership, setMember } from '@/db/commands/hamyar/change-member'
import { approveGroup, moveGroup } from '@/db/commands/hamyar/move-group'
import { proposeGroup } from '@/db/commands/hamyar/propose-group'
import { assignWorker, setGroup, signAssessment } from '@/db/commands/hamyar/set-group'
import type { ActionResult } from '@/lib/access/answer'
import type { MoveGroup, NewMember, ProposeGroup, SetMember } from '@/lib/hamyar/schema'
import { parseBirth } from '@/lib/people/birth-date'
import { asCommand } from '@/lib/server/action'
import { tehranDay } from '@/lib/shared/tehran'
import { type Answer, all, dayOf, number, numberOrNone, text, yes } from './form'
import { doing, onward } from './hamyar-pages'

const which = (form: FormData) => ({
  groupId: text(form, 'groupId'),
  version: Number(text(form, 'version')),
})

const factsOf = (form: FormData) => ({
  nameFa: text(form, 'nameFa'),
  tradeId: text(form, 'tradeId'),
  activityKind: text(form, 'activityKind') as ProposeGroup['activityKind'],
  commonGoal: text(form, 'commonGoal'),
})

export async function propose(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) =>
    proposeGroup(ctx, {
      ...factsOf(form),
      countyId: text(form, 'countyId'),
      ruleSetId: text(form, 'ruleSetId') || null,
      workerId: text(form, 'workerId') || null,
    }),
  )
  return onward(result, form, result.ok ? `${text(form, 'back')}/${result.data.groupId}` : undefined)
}

export async function changeGroup(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    setGroup(ctx, {
      ...which(form),
      ...factsOf(form),
      employedCount: number(form, 'employedCount'),
      outsideWorkers: yes(form, 'outsideWorkers'),
    }),
  )
}

export async function changeWorker(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) => assignWorker(ctx, { ...which(form), workerId: text(form, 'workerId') || null }))
}

export async function takeStep(_before: unknown, form: FormData): Answer {
  const act = text(form, 'act') as MoveGroup['act']
  return doing(form, (ctx) =>
    moveGroup(ctx, {
      ...which(form),
      act,
      reason: text(form, 'reason'),
      ...(act === 'open' && {
        opening: {
          year: numberOrNone(form, 'year'),
          month: numberOrNone(form, 'month'),
          day: numberOrNone(form, 'day'),
        },
      }),
    }),
  )
}

export async function approve(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    approveGroup(ctx, {
      groupId: text(form, 'groupId'),
      level: text(form, 'level') as 'COUNTY',
      letterNo: text(form, 'letterNo'),
    }),
  )
}

export async function assess(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    signAssessment(ctx, {
      groupId: text(form, 'groupId'),
      day: dayOf(form, 'day'),
      finding: text(form, 'finding'),
      met: all(form, 'met'),
    }),
  )
}

/** The fields of one woman among many, as her form knows them. */
function ownFields<T>(result: ActionResult<T>): ActionResult<T> {
  if (result.ok || !result.fields) return result
  const fields = Object.entries(result.fields).map(([name, code]) => [
    name.replace(/^members\.0\./, ''),
    code,
  ])
  return { ...result, fields: Object.fromEntries(fields) }
}

export async function join(_before: unknown, form: FormData): Answer {
  const birth = parseBirth(text(form, 'birthIso'), tehranDay(new Date()))
  const member = {
    first: text(form, 'first'),
    last: text(form, 'last'),
    father: text(form, 'father'),
    nationalId: text(form, 'nationalId'),
    birthIso: (birth.ok && birth.value.iso) || '',
    category: text(form, 'category') as NewMember['category'],
    isLiterate: yes(form, 'isLiterate'),
    isCovered: yes(form, 'isCovered'),
    ableToWork: yes(form, 'ableToWork'),
    homeCountyId: text(form, 'homeCountyId'),
    joinedOn: dayOf(form, 'joinedOn'),
    employed: yes(form, 'employed'),
    consent: yes(form, 'consent') as true,
  }
  return onward(
    ownFields(
      await asCommand((ctx) => addMembers(ctx, { groupId: text(form, 'groupId'), members: [member] })),
    ),
    form,
  )
}

export async function changeMember(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    setMember(ctx, {
      memberId: text(form, 'memberId'),
      version: Number(text(form, 'version')),
      isLiterate: yes(form, 'isLiterate'),
      isCovered: yes(form, 'isCovered'),
      ableToWork: yes(form, 'ableToWork'),
      employed: yes(form, 'employed'),
      roles: all(form, 'roles') as SetMember['roles'],
    }),
  )
}

export async function leave(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    endMembership(ctx, {
      memberId: text(form, 'memberId'),
      leftOn: dayOf(form, 'leftOn'),
      reason: text(form, 'leaveReason') as 'WORK',
    }),
  )
}

export async function putRuleSet(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addRuleSet(ctx, {
      provinceId: text(form, 'provinceId'),
      code: text(form, 'code'),
      nameFa: text(form, 'nameFa'),
      nameEn: text(form, 'nameEn'),
      minSize: number(form, 'minSize'),
      maxSize: number(form, 'maxSize'),
      minAge: number(form, 'minAge'),
      maxAge: number(form, 'maxAge'),
      literatePart: number(form, 'literatePart'),
      literateWhole: number(form, 'literateWhole'),
      coverage: yes(form, 'coverage'),
      source: text(form, 'source'),
    }),
  )
}

export async function putTrade(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addTrade(ctx, {
      provinceId: text(form, 'provinceId'),
      nameFa: text(form, 'nameFa'),
      nameEn: text(form, 'nameEn'),
    }),
  )
}

export async function putEntry(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    addEntry(ctx, {
      groupId: text(form, 'groupId'),
      kind: text(form, 'kind') as 'SALE',
      day: dayOf(form, 'day'),
      amount: text(form, 'amount'),
      note: text(form, 'note'),
    }),
  )
}

export async function takeBack(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) => reverseEntry(ctx, { entryId: text(form, 'entryId'), note: text(form, 'note') }))
}

export async function share(_before: unknown, form: FormData): Answer {
  return doing(form, (ctx) =>
    shareTotals(ctx, { groupId: text(form, 'groupId'), kinds: all(form, 'kinds') as ['SALE'] }),
  )
}
