/**
 * Words that carry a full stop without ending a sentence, by what may follow them when they do end one.
 * AP and Guardian style usage; matched case-sensitively unless said otherwise, without the stop.
 */

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Always stand before a name or the second party: never the end of a sentence. */
export const NEVER_FINAL = set(`
  Mr Mrs Ms Mx Dr Drs Messrs Mme Mlle Sen Sens Rep Reps Gov Govs Gen Lt Col Sgt Capt Cmdr Cpl Pvt Maj Brig Adm Ens Prof
  Rev Hon Pres Supt Det Insp Amb Atty Asst Msgr Fr Mt Ft vs v cf ca viz approx eg ie e.g i.e Cllr Cdr Pfc Spc Secy
`);

/** End a sentence only where a word follows that as good as always starts one ("He", "The"). */
export const FINAL_BEFORE_STARTER = set(`
  St Ave Blvd Rd Hwy Pkwy Sq Inc Corp Co Cos Ltd Bros Assn Univ Dept Intl Natl Div Bldg Jr Sr Esq al et Pty Bhd
  Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
  Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn
  Tex Va Vt Wash Wis Wyo Ont Que Alta
`);

/** No end of a sentence where a number follows ("No. 5", "Sec. 3", "pp. 12"); otherwise ordinary words. */
export const NOT_BEFORE_NUMBER = set(`
  No Nos no nos Vol vol Fig fig Figs Art art Arts Sec sec Secs Ch ch pp p Op op Eq Ex Pt pt par para Para Nr nr Ver ver
  Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun c Rs Bk Stat Tel tel Rev approx circa
`);

/** Words that, capitalised in mid-paragraph, start a sentence rather than continue a name. */
export const STARTERS = set(`
  The He She It They We You This That These Those There Here His Her Its Their Our My Your But And Or Nor So Yet If When
  While Where Why How What Who Which Although Though Because Since After Before Until As At By For From In On Of To With
  Without Within During Despite Among Between Under Over Once Then Now Also Another Some Many Most Such Several Each Every
  Both Neither Either All Any However Meanwhile Moreover Nevertheless Instead Later Earlier Today Yesterday Still Even Only
  Not Is Are Was Were Has Have Had Do Does Did Can Could Will Would Should May Might Must An One Two Three
  Nearly About According Asked Afterwards Additionally Similarly Finally Perhaps Because It's He's She's That's There's
  I'm I've We're They're Don't It’s He’s She’s That’s There’s I’m I’ve We’re They’re Don’t I
`);

/** Follow "5 p.m." within the same sentence. */
export const AFTER_CLOCK_TIME = set(`
  Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
  October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun
  ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST IST Eastern Central Mountain Pacific Greenwich
`);

/** Verbs that attribute a quotation; with them a capitalised name may follow `?”` in the same sentence. */
export const SPEECH_VERBS = set(`
  said says asked asks wrote writes tweeted replied added told tells shouted cried exclaimed wondered joked quipped
  responded yelled screamed demanded declared continued began recalled remembered posted argued
`);

/** Endings that make `name.ending` a host or a file, not two sentences; lower case. */
export const NAME_ENDINGS = set(`
  com org net edu gov mil int io co uk us de fr au ca eu tv info biz me app dev news ai js ts py html htm php pdf doc docx
  xls xlsx ppt txt csv json xml png jpg jpeg gif mp3 mp4 zip exe md
`);
