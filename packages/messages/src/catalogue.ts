/** A text for each key, made from its params; of what has several parts, each of them. */
export type Texts<Params, Text = string> = {
  readonly [One in keyof Params]: (params: Params[One]) => Text;
};

/** What a text is made of: its name, under `Key`, and its params if it has any. */
export type Coded<Key extends string, Params> = {
  [One in keyof Params]: Record<Key, One> &
    (undefined extends Params[One] ? { params?: undefined } : { params: Params[One] });
}[keyof Params];
