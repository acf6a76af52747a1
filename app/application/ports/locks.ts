/** Between the windows of this app on this device. */
export type Locks = {
  /** Runs alone under this name; others wait. */
  exclusive<Value>(name: string, work: () => Promise<Value>): Promise<Value>
  /** Holds the name until the window is gone, or answers false at once when another window holds it. */
  claim(name: string): Promise<boolean>
  /** Whether any window holds it. */
  isHeld(name: string): Promise<boolean>
}
