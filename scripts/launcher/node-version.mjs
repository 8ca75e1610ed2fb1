// No imports and no modern syntax here: this file is read by the Node it may have to refuse.
const OLDEST = [20, 19, 0]

export function nodeIsRecent(version) {
  const parts = version.split('.').map(Number)
  for (let i = 0; i < OLDEST.length; i += 1) {
    if (parts[i] > OLDEST[i]) return true
    if (parts[i] < OLDEST[i]) return false
  }
  return true
}

export function requireNode() {
  const version = process.versions.node
  if (nodeIsRecent(version)) return
  console.error(
    `Tabavar needs Node ${OLDEST.join('.')} or newer; this is Node ${version} (see https://nodejs.org).`,
  )
  process.exit(1)
}
