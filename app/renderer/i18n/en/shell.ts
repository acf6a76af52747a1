import type { shell as texts } from '../vi/shell.ts'
import type { SameKeys } from '../same-keys.ts'

export const shell: SameKeys<typeof texts> = {
  app: { name: 'eCabinet', motto: 'The paperless meeting room that works without a network' },
  common: {
    loading: 'Opening…',
    tryAgain: 'Try again',
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
    continue: 'Continue',
    copied: 'Copied',
    actions: 'Actions',
    reason: 'Reason',
    notDone: 'Not done',
    nothingFound: 'Nothing found.',
    minutesShort: 'min',
  },
  fault: {
    title: 'eCabinet had a fault',
    text: 'Whatever was shown as saved is still there. Please reload the window.',
    reload: 'Reload',
  },
  shell: {
    skip: 'To the main content',
    sections: 'Parts of eCabinet',
    meetings: 'Meetings',
    search: 'Search',
    consultations: 'Consult',
    tasks: 'Tasks',
    organisation: 'Organisation',
    settings: 'Settings',
    lock: 'Lock the screen',
    sharedMachine: 'Shared machine',
    signOut: 'Sign out',
    signOutTitle: 'Sign out of this machine?',
    signOutText:
      'Your papers and data on this machine will be removed. When you sign in again, everything is fetched from the server.',
    signOutLoses:
      '{{count}} changes have not been sent to the server. If you sign out now they are LOST. Better connect to the network and wait until they are sent.',
    signOutLoses_one:
      '{{count}} change has not been sent to the server. If you sign out now it is LOST. Better connect to the network and wait until it is sent.',
    signOutHere: 'Sign out and remove the data on this machine',
    signOutEverywhere: 'Sign out of all machines',
  },
  store: {
    lostTitle: 'The data on this machine was lost and is being restored',
    lostText:
      'The machine went off suddenly and its stored data was damaged. Changes that were not sent are still here; the rest is being fetched from the server. The lists below may be incomplete.',
  },
  restore: {
    title: 'The server was restored from a backup',
    text: 'You can read and edit as always. This machine is handing back what the backup lacks; publishing, roles and other decisions wait until that is done.',
    progress: '{{devices}} of {{known}} machines are back; {{entries}} entries and {{files}} papers were handed back.',
    disputed: '{{count}} entries contradict the present log: they were not taken. Compare them before you end this.',
    disputed_one: '{{count}} entry contradicts the present log: it was not taken. Compare it before you end this.',
    end: 'Agree to end the restore',
    agreed: 'You have agreed. One more administrator has to.',
  },
  sync: {
    signInAgain: 'Sign in again and go on sending',
    title: 'Synchronisation',
    saved: 'Saved on the server',
    connecting: 'Connecting to the server',
    sending: 'Sending ({{count}})',
    offline: 'Offline',
    offlineWaiting: 'Offline – {{count}} changes to send',
    offlineWaiting_one: 'Offline – {{count}} change to send',
    attention: 'Needs attention',
    setAside: 'A change that the server did not accept',
    waitingSince: 'Waiting since {{time}}',
    copyOut: 'Copy the content',
    discard: 'Discard this content',
    explain: {
      saved: 'Everything you did is safe on the server.',
      connecting: 'Comparing this machine with the server. You can go on working.',
      sending: 'Your changes are saved on this machine and are being sent to the server.',
      offline:
        'There is no connection to the server. You can read and write; changes are saved on this machine and are sent by themselves when there is a network.',
      refused: 'The server did not accept something. It is kept below for you to see and copy.',
      'device-full':
        'This machine has no room left. The last change is not saved. Remove some data from the machine; eCabinet tries again by itself.',
      'signed-out': 'The sign-in of this machine has ended. Sign in again to send what waits.',
    },
  },
  settings: {
    title: 'Settings',
    appearance: 'Appearance',
    textSize: 'Text size',
    scheme: 'Background',
    schemes: { light: 'Light', dark: 'Dark', auto: 'As the machine' },
    contrast: 'Contrast',
    contrasts: { normal: 'Normal', high: 'High' },
    language: 'Language',
    security: 'Security',
    lockAfter: 'Lock when not used for',
    pin: 'PIN of 6 digits',
    pinHelp: 'Unlocks quickly on this machine. The PIN counts only together with the keychain of the system.',
    pinSet: 'The PIN is set.',
    noPin: 'This machine has no safe keychain, so a PIN cannot be used; unlock with your password.',
    sharedMachine:
      'Shared machine: the keys are in memory only. Closing the window or signing out leaves nothing here that can be read.',
    device: 'This machine',
    hostDesktop: 'Desktop app: the data lies sealed in eCabinet’s own folder.',
    hostBrowser:
      'In a browser: the data lies sealed in the browser’s own store. PIN, second screen and the system keychain are only in the desktop app.',
    deviceCode: 'Code of this machine: {{code}}. It must be the same as under Organisation, Machines.',
    papersHere: '{{count}} papers on this machine, {{size}}.',
    reminders: 'Reminders while this window is not open',
    remindersOn: 'Remind me',
    remindersOff: 'Do not',
    remindersHelp:
      'The machine reminds of meetings and of what is new, without a network, too, as long as eCabinet runs.',
    remindersBlocked:
      'This machine does not let eCabinet show reminders. The settings of the system or the browser can allow them again.',
    papersHere_one: '{{count}} paper on this machine, {{size}}.',
  },
}
