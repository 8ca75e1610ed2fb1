import { moveProposal } from '@/db/commands/community/move-proposal'
import { addRecord } from '@/db/commands/community/write-record'
import type { Addressee } from '@/lib/community/kinds'
import type { DemoPlace } from './places'
import type { Stage } from './stage'

/**
 * When a neighbourhood of the demonstration has what, told in sessions of its cohort `c`: written down on the evening of that
 * session. The rule gives the full load 25 analyses, 25 plans and 34 proposals, 9 of them accepted, and the snapshot the part
 * of them whose session has been held.
 */
export const MOMENTS = {
  analysis: (c: number) => 10 + 3 * (c % 5),
  plan: (c: number) => 14 + 4 * (c % 5),
  proposal: (c: number, k: number) => 13 + 3 * (c % 4) + 6 * k,
  /** The first proposal of a neighbourhood of type A is accepted. */
  accepted: (c: number) => 17 + 3 * (c % 4),
}
const PROPOSALS: Record<DemoPlace['type'], number> = { A: 2, B: 1, C: 1 }

const IDEAS = [
  'روشنایی کوچهٔ کنار درمانگاه و خط‌کشی گذر دانش‌آموزان',
  'ساعت بانوان در سالن ورزشی محله، دو روز در هفته',
  'یک اتاق ثابت در سرای محله برای نشست‌ها و کارگاه‌ها',
  'جمع‌آوری منظم پسماند و سطل تفکیک در ورودی محله',
]
const PARTS = {
  elements: 'خانواده‌ها، همسایگی‌ها، مدرسه، درمانگاه، مسجد و گروه‌های خودجوش محله',
  shocks: 'بیکاری فصلی، کم‌آبی تابستان، زلزله و اعتیاد نوجوانان',
  resources: 'سرای محله، مهارت خیاطی و پخت نان، اعتماد همسایه‌ها و صندوق خانگی',
  priorities: 'جای امن برای دورهمی، درآمد خانگی، آموزش پیشگیری و روشنایی گذرها',
}

export type DemoGroup = { place: DemoPlace; cohortId: string; proposal?: string }

/** What the neighbourhood worked out by the evening of one of its sessions, entered by the office as it heard it. */
export async function demoCommunity(stage: Stage, group: DemoGroup, seq: number, day: string): Promise<void> {
  const { place, cohortId } = group
  const { c } = place
  const officer = await stage.as(stage.cast.officer)
  if (seq === MOMENTS.analysis(c))
    await addRecord(officer, {
      cohortId,
      kind: 'ANALYSIS',
      day,
      what: `تحلیل تاب‌آوری ${place.nameFa}`,
      ...PARTS,
    })
  if (seq === MOMENTS.plan(c))
    await addRecord(officer, {
      cohortId,
      kind: 'PLAN',
      day,
      what: `برنامهٔ اقدام ${place.nameFa} برای شش ماه آینده`,
    })
  for (let k = 0; k < PROPOSALS[place.type]; k++) {
    if (seq !== MOMENTS.proposal(c, k)) continue
    const { recordId } = await addRecord(officer, {
      cohortId,
      kind: 'PROPOSAL',
      day,
      what: IDEAS[(c + k) % IDEAS.length]!,
      addressedTo: addresseeOf(place, k),
    })
    if (k === 0) group.proposal = recordId
  }
  if (place.type === 'A' && seq === MOMENTS.accepted(c))
    await moveProposal(officer, { recordId: group.proposal!, version: 1, status: 'ACCEPTED', day })
}

function addresseeOf({ setting }: DemoPlace, k: number): Addressee {
  if (setting === 'RURAL') return 'VILLAGE_ADMINISTRATION'
  return k === 0 ? 'MUNICIPALITY' : 'COUNCIL'
}
