import js from "@eslint/js";
import globals from "globals";

const RULES = {
  eqeqeq: "error",
  "prefer-const": "error",
  "no-var": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
  "no-restricted-properties": [
    "error",
    ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({ property, message: "values never become markup; use text nodes" })),
  ],
  "max-lines": ["error", 300],
};

export default [
  { ignores: ["**/node_modules/**"] },
  js.configs.recommended,
  {
    files: ["**/geo/web/model/**/*.js"],
    languageOptions: { globals: { ...globals["shared-node-browser"], Intl: "readonly" } },
    rules: RULES,
  },
  {
    files: ["**/geo/web/view/**/*.js", "**/geo/web/host/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: RULES,
  },
  {
    files: ["**/*.mjs", "**/tests/js/*.js"],
    languageOptions: { globals: globals.node },
    rules: RULES,
  },
];
