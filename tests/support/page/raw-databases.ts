/** An IndexedDB database as plain JSON: what a frozen old version looks like on the disk. */
export type RawDatabase = {
  readonly name: string
  readonly version: number
  readonly stores: readonly {
    readonly name: string
    readonly keyPath: string | string[] | null
    readonly autoIncrement: boolean
    readonly indexes: readonly {
      readonly name: string
      readonly keyPath: string | string[]
      readonly unique: boolean
      readonly multiEntry: boolean
    }[]
    readonly rows: readonly unknown[]
  }[]
}

const asked = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB did not answer'))
  })

export async function readRawDatabases(part: string): Promise<readonly RawDatabase[]> {
  const names = (await indexedDB.databases()).flatMap(({ name }) => (name?.includes(part) ? [name] : []))
  return Promise.all(
    names.toSorted().map(async (name) => {
      const database = await asked(indexedDB.open(name))
      const stores = await Promise.all(
        Array.from(database.objectStoreNames, async (storeName) => {
          const store = database.transaction(storeName).objectStore(storeName)
          const { keyPath, autoIncrement } = store
          const indexes = Array.from(store.indexNames, (index) => store.index(index)).map(
            ({ name: indexName, keyPath: path, unique, multiEntry }) => ({
              name: indexName,
              keyPath: path,
              unique,
              multiEntry,
            }),
          )
          return { name: storeName, keyPath, autoIncrement, indexes, rows: await asked(store.getAll()) }
        }),
      )
      const { version } = database
      database.close()
      return { name, version, stores }
    }),
  )
}

export async function writeRawDatabases(databases: readonly RawDatabase[]): Promise<void> {
  for (const { name, version, stores } of databases) {
    const request = indexedDB.open(name, version)
    request.onupgradeneeded = () => {
      for (const { name: storeName, keyPath, autoIncrement, indexes } of stores) {
        const store = request.result.createObjectStore(storeName, { keyPath, autoIncrement })
        for (const index of indexes)
          store.createIndex(index.name, index.keyPath, { unique: index.unique, multiEntry: index.multiEntry })
      }
    }
    const database = await asked(request)
    for (const { name: storeName, rows } of stores) {
      const transaction = database.transaction(storeName, 'readwrite')
      for (const row of rows) transaction.objectStore(storeName).put(row)
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve()
        transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB refused the rows'))
      })
    }
    database.close()
  }
}
