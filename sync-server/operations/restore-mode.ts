import type { DeviceId, FileId, PersonId } from '#domain/kernel/ids.ts'
import type { MetaStore } from '../storage/ports.ts'

const key = 'recovering'

export type RestoreMode = Awaited<ReturnType<typeof openRestoreMode>>

export const beginRestoreMode = (meta: MetaStore): Promise<void> => meta.set(key, 'yes')
export const endRestoreMode = (meta: MetaStore): Promise<void> => meta.set(key, 'no')

/**
 * After a restore the server reads and merges but decides nothing, until the machines have handed back what the backup lacks.
 * Two persons who run the organisation end it, or one where there is only one.
 */
export async function openRestoreMode(meta: MetaStore) {
  let isOn = (await meta.get(key)) === 'yes'
  const devices = new Set<DeviceId>()
  const agreed = new Set<PersonId>()
  let entriesTaken = 0
  /** By name: two machines may send the same one at the same moment. */
  const files = new Set<FileId>()
  let disputed = 0
  return {
    isOn: (): boolean => isOn,
    noteDevice: (device: DeviceId): void => void devices.add(device),
    noteEntries(counted: { readonly taken: number; readonly disputed: number }): void {
      entriesTaken += counted.taken
      disputed += counted.disputed
    },
    noteFile: (file: FileId): void => void files.add(file),
    state: () => ({
      recovering: isOn,
      devicesBack: devices.size,
      entriesTaken,
      filesTaken: files.size,
      disputed,
      agreed: [...agreed],
    }),
    /** @param needed How many persons must agree. */
    async agree(person: PersonId, needed: number): Promise<boolean> {
      agreed.add(person)
      if (agreed.size < needed) return false
      await endRestoreMode(meta)
      isOn = false
      return true
    },
  }
}
