import 'server-only'

/**
 * What was made before in this process, up to `most` of it: made once, also when many ask at the same moment, and kept only if
 * there was something to make. For what never changes; a failure is not kept.
 */
export function keeper<T>(most: number): (key: string, make: () => Promise<T | null>) => Promise<T | null> {
  const kept = new Map<string, Promise<T | null>>()
  return async (key, make) => {
    const known = kept.get(key)
    if (known) return known
    const made = make()
    if (kept.size >= most) kept.delete([...kept.keys()][0]!)
    kept.set(key, made)
    try {
      const one = await made
      if (one === null) kept.delete(key)
      return one
    } catch (error) {
      kept.delete(key)
      throw error
    }
  }
}
