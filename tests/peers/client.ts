// A client in TypeScript, and clients that are wrong. The types are generated from the schema.
import type { Case, Decision, DosePlan, Ledger, Plan, Situation } from "./alpims_mg";

const question: Case = {
  situation: {
    zone: "green",
    age_years: 34,
    kidney: "normal",
    conditions: ["eds", "mcas"],
    medicines: [{ name: "levothyroxine", taken_at: ["07:30"] }],
    other_magnesium_mg: "0",
  },
  proposal: {
    intent: "start",
    product: { kind: "capsule", form: "glycinate", elemental_mg: "100", divides_into: 4, ingredients: [] },
  },
};

function plan_text(plan: Plan): string {
  switch (plan.kind) {
    case "dose-plan":
      return plan.steps.map((step) => `${step.first_day}: ${step.daily_mg ?? ""}`).join("\n");
    case "topical-plan":
      return plan.vehicle;
  }
}

export function answer_text(answer: Decision): string {
  switch (answer.decision) {
    case "offer":
      return answer.plan ? plan_text(answer.plan) : "nothing";
    case "consult":
      return plan_text(answer.draft);
    case "needs-information":
      return answer.missing.join(", ");
    case "withhold":
      return answer.findings.map((finding) => finding.text ?? finding.because).join("; ");
  }
}

export function unstated(situation: Situation): boolean {
  return situation.medicines === null || situation.medicines === undefined;
}

export function last_day(ledger: Ledger): string | undefined {
  return ledger.days[ledger.days.length - 1]?.day;
}

export const topical: Case = { ...question, proposal: { intent: "start", product: { kind: "topical", vehicle: "oil" } } };

// @ts-expect-error -- a mass is exact decimal text, never a number
export const a_number: Situation = { other_magnesium_mg: 0 };

// @ts-expect-error -- a word that does not exist
export const a_wrong_word: Situation = { zone: "Green" };

// @ts-expect-error -- an unknown key
export const a_wrong_key: Situation = { colour: "green" };

// @ts-expect-error -- a case without a proposal
export const half_a_case: Case = { situation: {} };

// @ts-expect-error -- a capsule without its division, which has no default
export const undivided: Case = { ...question, proposal: { intent: "start", product: { kind: "capsule", form: "oxide", elemental_mg: "1" } } };

// @ts-expect-error -- keys of a capsule in a topical product
export const mixed: Case = { ...question, proposal: { intent: "start", product: { kind: "topical", vehicle: "oil", form: "oxide" } } };

// @ts-expect-error -- a plan has at least one step
export const empty: DosePlan = { kind: "dose-plan", steps: [] };

export function hasty(answer: Decision): string {
  // @ts-expect-error -- not every answer has a plan
  return plan_text(answer.plan);
}
