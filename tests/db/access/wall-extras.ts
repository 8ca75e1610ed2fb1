import { insertOf, type Known, type Node, placeOf, rowId, type WallTable } from './wall-rows'

// What a policy asks of several rows at once, written by hand: rows the forms of a table do not make, and acts that name them.

type Extras = { rows: string[]; tries: (table: string, who: string) => string[] }

/** Ids that the acts below name. */
const RELEASE = { waiting: rowId('release', 'waiting', 0), out: rowId('release', 'out', 0) }
const FACILITATOR = rowId('user_account', 'plain facilitator', 0)

export function extrasOf(tables: WallTable[], nodes: Map<string, Node>, known: Known): Extras {
  const node = (key: string) => nodes.get(key)!
  const someone = { id: rowId('user_account', 'A', 0), seat: null }
  const row = (
    name: string,
    at: string,
    over: Record<string, string>,
    id = rowId(name, `extra ${at}`, 0),
  ) => {
    const table = tables.find((one) => one.name === name)!
    const columns = table.columns.filter(({ made }) => !made)
    return insertOf(table, columns, { node: node(at), form: 0, holder: someone, id, over }, known)
  }
  const places = [...nodes.values()]
    .filter(({ key, in: { province, county } }) => key === province || key === county)
    .map(({ key, in: { county } }) =>
      row('app.place', key, { kind: county ? `'COUNTY'` : `'PROVINCE'`, code: `'${key}'` }, placeOf(key)),
    )
  const released = { run_id: 'null', programme: `'RESILIENCE'` }
  return {
    rows: [
      ...places,
      // A place below the counties, which only who works there sees.
      row('app.place', 'A1 group', { kind: `'NEIGHBOURHOOD'` }),
      // A plan that may be dropped: nobody was marked yet.
      row('app.session', 'A1 group', { status: `'SCHEDULED'`, n_rows: '0' }),
      // Of the county, and kept at the province, as somebody in training is.
      row('app.facilitator', 'A', { county_id: `'${placeOf('A1')}'` }),
      // A need of the county offered to a provider, and a service of the province that it gives.
      row('app.charity_offer', 'A1 charity', {
        need_id: `'${rowId('charity_need', 'A1', 0)}'`,
        status: `'OFFERED'`,
      }),
      row('app.charity_capacity', 'A1 charity', { service_id: `'${rowId('charity_service', 'A', 0)}'` }),
      row('app.release', 'A', { ...released, status: `'IN_REVIEW'` }, RELEASE.waiting),
      row('app.release', 'A', { ...released, status: `'PUBLISHED'`, number: '7' }, RELEASE.out),
      row('app.user_account', 'A1 group', { kind: `'PERSON'` }, FACILITATOR),
      row('app.user_grant', 'A1 group', {
        user_id: `'${FACILITATOR}'`,
        role: `'FACILITATOR'`,
        programme: 'null',
        ended_at: 'null',
      }),
    ],
    tries: (table, who) => {
      const [a, group, county] = [node('A').id, node('A1 group').id, node('A1').id]
      const tried: Record<string, string> = {
        'app.release_attack': `insert into app.release_attack (release_id, scope_id) values ('${RELEASE.waiting}', ${a})`,
        'app.release_basis': `insert into app.release_basis (release_id, scope_id) values ('${RELEASE.waiting}', ${a})`,
        'pub.release': `insert into pub.release (id, programme) values ('${RELEASE.out}', 'RESILIENCE')`,
        'pub.correction': `insert into pub.correction (province, programme, release_number) values ('A', 'RESILIENCE', 7)`,
        'app.user_grant': `insert into app.user_grant (user_id, granted_by, role, scope_id) values ('${FACILITATOR}', '${who}', 'FACILITATOR', ${group})`,
        'app.user_login': `insert into app.user_login (user_id) values ('${FACILITATOR}')`,
        'app.programme_referral': `insert into app.programme_referral (scope_id, from_scope, province_id, programme, person_id, made_by, status)
          values (${county}, ${group}, '${placeOf('A')}', 'HAMYAR', '${rowId('person', 'A1 group', 0)}', '${who}', 'OFFERED')`,
        'app.call_line': `update app.call_line set called_by = '${who}' where id = '${rowId('call_line', 'A1', 0)}'`,
        'app.local_service': `update app.local_service set version = version where id = '${rowId('local_service', 'A1', 0)}'`,
      }
      // Answered in one's own name, where it was sent to.
      const answered = `update app.programme_referral set answered_by = '${who}', status = 'ACCEPTED' where scope_id = ${county}`
      return [
        ...(tried[table] ? [tried[table]] : []),
        ...(table === 'app.programme_referral' ? [answered] : []),
      ]
    },
  }
}
