import { pools } from '../../client'

/** A Jalali month (140302) of a run: sessions held, net minutes, rows, people-times attended, credited minutes. */
export type MonthLine = {
  month: number
  held: number
  netMinutes: number
  rows: number
  attended: number
  creditedMinutes: number
}
export type MonthPanel = { status: 'ok'; months: MonthLine[] } | { status: 'signed-out' }

/** The panel for the browser behind a cookie's hash, in one round trip; row-level security narrows it to her scope. */
export async function monthPanelBySession(hash: Buffer, runId: string): Promise<MonthPanel> {
  const [row] = await pools().hot<
    { panel: MonthPanel }[]
  >`select app.month_panel_by_session(${hash}, ${runId}) as panel`
  return row!.panel
}
