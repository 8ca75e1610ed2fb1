export default async function PublicPage() {
  return <main>…</main>
}
