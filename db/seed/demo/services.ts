import { addService } from '@/db/commands/neighbourhoods/write-service'
import { DAYS } from './calendar'
import type { Stage } from './stage'

/** Where the demonstration says its services come from; by it they are found and taken away again. */
export const SERVICE_SOURCE = 'دادهٔ نمایشی، ساختگی'

const SERVICES = [
  ['COUNSELLING', 'مرکز مشاورهٔ نمونه (ساختگی)', 'Sample counselling centre (fictional)', '044-00000001'],
  ['HEALTH', 'خانهٔ بهداشت نمونه (ساختگی)', 'Sample health house (fictional)', '044-00000002'],
  ['SKILLS', 'آموزشگاه مهارت نمونه (ساختگی)', 'Sample skills school (fictional)', '044-00000003'],
] as const

/** Three services a county that are plainly nobody's. */
export async function demoServices(stage: Stage, countyIds: readonly string[]): Promise<void> {
  const officer = await stage.as(stage.cast.officer)
  for (const countyId of countyIds)
    for (const [kind, nameFa, nameEn, phone] of SERVICES)
      await addService(officer, {
        countyId,
        kind,
        nameFa,
        nameEn,
        phone,
        source: SERVICE_SOURCE,
        checkedOn: DAYS.setUp,
      })
}
