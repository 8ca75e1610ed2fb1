import type { RegisterPrint } from '@/lib/workshops/paper-print'

/** A session of so many people to be printed, all of them made up; some with a sign beside their name where asked for. */
export function sampleRegister(
  people: number,
  { names, signs = false }: { names: string[]; signs?: boolean },
): RegisterPrint {
  return {
    sessionId: '019a2b3c-4d5e-7f60-8192-a3b4c5d6e7f8',
    runName: 'طرح توان‌افزایی و تاب‌آوری اجتماعی ۱۴۰۵',
    placeName: 'محلهٔ آذین',
    countyName: 'ارومیه',
    groupCode: 'WA-1405-01',
    seq: 7,
    dayIso: '2026-10-10',
    startTime: '09:30',
    plannedMinutes: 120,
    moduleTitle: 'سلامت روان و مدیریت فشار',
    facilitator: 'پریسا نمونه',
    people: Array.from({ length: people }, (_, at) => ({
      row: at + 1,
      name: names[at % names.length]!,
      personId: `019a2b3c-0000-7000-8000-${String(at).padStart(12, '0')}`,
      ...(signs && at % 2 ? { symbol: 'FISH', colour: 'RED' } : {}),
    })),
  }
}
