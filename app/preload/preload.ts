import { contextBridge, ipcRenderer } from 'electron'
import { desktopCalls, type DesktopCall } from '#protocol/ipc/desktop-calls.ts'
import { createBridge } from './bridge.ts'

contextBridge.exposeInMainWorld(
  'ecabinetHost',
  createBridge(ipcRenderer, new Set(Object.keys(desktopCalls) as DesktopCall[])),
)
