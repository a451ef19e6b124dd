/** The texts of one language: each is made from the params of its code. */
export type Texts<Params, Text = string> = {
  readonly [One in keyof Params]: (params: Params[One]) => Text;
};

/** A code, as the value of `Key`, with its params if it has any. */
export type Coded<Key extends string, Params> = {
  [One in keyof Params]: Record<Key, One> &
    (undefined extends Params[One] ? { params?: undefined } : { params: Params[One] });
}[keyof Params];
