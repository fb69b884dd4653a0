/** What the case command line can do, in the order of its help. */
export const CASE_COMMANDS = ['new', 'add', 'check', 'list', 'remove'] as const;
export type CaseCommand = (typeof CASE_COMMANDS)[number];

const EXIT = `Exit status: 0 all was done, 1 some of it was not (a file can't be read or is not there, or Ctrl-C stopped it),
             2 the command was not understood, or the case can't be used.
`;

const NAME = `NAME is the name of a folder in CASES_DIR (data/ unless set otherwise), or a path to a case folder.
`;

export const CASE_USAGE = `Usage: npm run -s case -- COMMAND …

  new NAME --title TITLE [--about TEXT]    make a case
  add FILE|DIR|PATTERN … --case NAME       copy articles into a case
  check [NAME]                             show what was read of a case, and what is missing
  list                                     show the cases
  remove NAME FILE …                       take articles out of a case; they are kept aside

COMMAND --help says more.

${NAME}
${EXIT}`;

export const COMMAND_USAGE: Readonly<Record<CaseCommand, string>> = {
  new: `Usage: npm run -s case -- new NAME --title TITLE [--about TEXT]

Makes a case without articles: a folder with case.yaml and articles/.
A folder that is there already keeps what is in it; a case.yaml is never overwritten.

  --title TITLE    what the case is called
  --about TEXT     what it is about, in a sentence or two

${EXIT}`,
  add: `Usage: npm run -s case -- add FILE|DIR|PATTERN … [--case NAME] [--details]

Copies articles into a case and says what is known of each, from where, and what is missing, as lines for case.yaml.
A folder is added with the folders in it; hidden files, links out of it and the parts of saved web pages are passed over.
A pattern in quotes ("saved/**/*.html") works on every system. Nothing is overwritten: other content under a name that is
taken gets a new one (herald-2.html), and what is there already is left alone. A running bot sees the articles at once.

  --case NAME      the case (default: DEFAULT_CASE, or the only one)
  --details        everything about each file, however many there are

${NAME}
${EXIT}`,
  check: `Usage: npm run -s case -- check [NAME]

Reads a case and says what was found: for each article the metadata and where it came from, what is missing, what was kept,
and what was removed and why; then the lines that case.yaml lacks. Without NAME: DEFAULT_CASE, or the first.

${NAME}
Exit status: 0 the case can be used, 2 it can't, or the command was not understood.
`,
  list: `Usage: npm run -s case -- list

Shows the cases in CASES_DIR; the one that opens unless another is asked for has a star.

${EXIT}`,
  remove: `Usage: npm run -s case -- remove NAME FILE …

Takes articles out of a case. The files move to the folder .removed/ in the case, and what case.yaml says of them to a file
beside them, so that nothing is lost. Where one FILE is not in the case, nothing is removed.

${NAME}
${EXIT}`,
};
