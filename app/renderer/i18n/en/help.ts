export const help = {
  help: {
    title: 'How it works',
    offline: {
      ask: 'What works without a network?',
      answer:
        'Reading, marking, searching, writing, asking for the floor and voting all do. The chip at the top says whether a change is on this machine or safe on the server. What you did without a network goes by itself when there is one; what the server does not take is kept, with its reason.',
    },
    reading: {
      ask: 'How do I read comfortably?',
      answer:
        'Page Up and Page Down turn the page; at the end of a paper they go on to the next one of the agenda. Ctrl+F finds words, with or without marks. Two papers may stand side by side, the paper has a night colour, and the reader fills the screen.',
    },
    marks: {
      ask: 'Marking with the keyboard',
      answer:
        'Select words and press H to highlight, U to underline, S to strike out. N adds a note, B a bookmark, Delete removes the chosen mark, Alt and an arrow move a frame or a text box, Ctrl+Z undoes. Esc leaves the field you are writing in.',
    },
    whoSees: {
      ask: 'Who can read my notes?',
      answer:
        'Only you, on all your machines. What you share with everybody is seen by all who may read the paper. What you share with some, notes to the chair and instructions are sealed to those people: the server and administrators cannot read them, but know who wrote to whom and when.',
    },
    versions: {
      ask: 'What becomes of my notes when a paper is replaced?',
      answer:
        'They go with their words. Where the words were changed, the note waits for you to confirm it; where they are gone, it stays in the list and can be seen beside the old version. No note is lost.',
    },
    taking: {
      ask: 'What do public, internal and restricted mean, and what do they not prevent?',
      answer:
        'Public: print and keep freely. Internal: prints and copies carry the name of who took them, and when. Restricted: read in eCabinet only, with the reader’s name on the page and no buttons to print or keep. No program prevents a photograph of the screen or a copy by hand, or takes back what was printed or saved; the name on the page says whose copy it was. State secrets must not be put into eCabinet.',
    },
    scans: {
      ask: 'Can scans be searched?',
      answer:
        'Yes, where the secretary let the machine read them. Clear print is read almost completely; handwriting, stamps and signatures mostly are not. A scan with a digital signature is left untouched and unread.',
    },
    votes: {
      ask: 'Is a secret ballot really secret?',
      answer:
        'It is sealed on your own machine. The counting committee can open only the sum, and needs two of its three; nobody, the administrator included, can open a single ballot. Afterwards anybody with the record can check the result, and your receipt shows that your ballot is in it.',
    },
    prepare: {
      ask: 'What are the steps of preparing a meeting?',
      answer:
        'Choose a meeting type to begin with its people and agenda. Ask units for papers, with a date and a reviewer. Have the draft reviewed and, where needed, approved; then publish. The invitation takes its number at “Take a number”; who travels should hold a few numbers in the register beforehand, for work without a network.',
    },
    archive: {
      ask: 'How is a meeting archived?',
      answer:
        'When chair and secretary have sealed the log, the secretary chooses “Save the archive (.zip)” in the room. Any browser opens it, without eCabinet; the checking page in it tells whether a file was changed, added or removed. Private marks and letters are not in it.',
    },
    lost: {
      ask: 'What if I lose my machine or forget my password?',
      answer:
        'A lost machine: ask the administrator to revoke it; what is on it is sealed. A forgotten password: use the printed recovery code. Without both, private notes, instructions and letters cannot be opened again, because only you have the key.',
    },
  },
} as const
