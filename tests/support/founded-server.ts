import { afterAll, beforeAll } from 'vitest'
import { foundOrganisation, startTestServer, temporaryFolder, type TestDevice, type TestServer } from './test-server.ts'

/** A server with an organisation for all tests of a file, and its founder, who is administrator and secretariat. */
export function foundedServer() {
  const parts = {} as { folder: string; server: TestServer; secretary: TestDevice }
  let remove = async () => {}
  beforeAll(async () => {
    const folder = await temporaryFolder()
    remove = folder.remove
    parts.folder = folder.path
    parts.server = await startTestServer(folder.path)
    parts.secretary = await foundOrganisation(parts.server)
  })
  afterAll(async () => {
    await parts.server.close()
    await remove()
  })
  return parts
}
