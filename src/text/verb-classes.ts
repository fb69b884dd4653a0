/**
 * Verbs of news and law that stand for each other there and that WordNet keeps apart: words, a group a line,
 * phrasal verbs with "_". Own list, by what reporters write one for the other.
 */
export const VERB_CLASSES: readonly string[] = `
cancel quash annul void revoke rescind overturn withdraw scrap abandon strike_down throw_out set_aside reverse nullify invalidate lift call_off
cite invoke quote rely_on
demand order request require seek ask_for summon subpoena
fire dismiss sack lay_off let_go oust axe push_out get_rid
resign quit step_down
arrest detain seize take_in
accuse allege charge
approve back endorse ratify adopt
reject refuse deny turn_down dismiss
buy purchase acquire take_over
begin start launch
end close finish terminate stop shut halt
leak disclose reveal expose unmask divulge release
hide conceal withhold cover_up
investigate probe examine look_into inquire review
build construct erect
appoint name hire pick choose select recruit
replace succeed take_over stand_in step_in
lead head chair run direct
warn alert
pay compensate reimburse
win beat defeat
sign issue send
fall drop decline plunge tumble sink
rise increase grow jump climb soar gain
injure hurt wound
happen occur
discover find uncover detect spot notice
criticise attack condemn denounce blast slam
praise welcome applaud hail
`
  .trim()
  .split('\n');
