//! Big integers for the test, the plain way: 64-bit limbs, least significant first; reduction by
//! shifting and subtracting bit by bit.

/// 256 bits.
pub type Number = [u64; 4];

/// Whether a < b.
pub fn less(a: &Number, b: &Number) -> bool {
    a.iter().rev().lt(b.iter().rev())
}

/// a - b modulo 2^256, and whether it borrowed.
pub fn subtract(a: &Number, b: &Number) -> (Number, bool) {
    let mut result = [0; 4];
    let mut borrow = false;
    for ((word, a), b) in result.iter_mut().zip(a).zip(b) {
        let (difference, first) = a.overflowing_sub(*b);
        let (difference, second) = difference.overflowing_sub(u64::from(borrow));
        (*word, borrow) = (difference, first | second);
    }
    (result, borrow)
}

/// a + b modulo 2^256, and the carry.
pub fn add(a: &Number, b: &Number) -> (Number, bool) {
    let mut result = [0; 4];
    let mut carry = false;
    for ((word, a), b) in result.iter_mut().zip(a).zip(b) {
        let (sum, first) = a.overflowing_add(*b);
        let (sum, second) = sum.overflowing_add(u64::from(carry));
        (*word, carry) = (sum, first | second);
    }
    (result, carry)
}

/// a b, 512 bits.
pub fn multiply(a: &Number, b: &Number) -> [u64; 8] {
    let mut result = [0_u64; 8];
    for (i, a) in a.iter().enumerate() {
        let mut carry = 0_u128;
        for (j, b) in b.iter().enumerate() {
            carry += u128::from(*a) * u128::from(*b) + u128::from(result[i + j]);
            result[i + j] = (carry & u128::from(u64::MAX)) as u64;
            carry >>= 64;
        }
        result[i + 4] = (carry & u128::from(u64::MAX)) as u64;
    }
    result
}

/// `wide` modulo m, m at least 2^255.
pub fn reduce(wide: &[u64; 8], m: &Number) -> Number {
    let mut rest = [wide[4], wide[5], wide[6], wide[7]];
    if !less(&rest, m) {
        rest = subtract(&rest, m).0;
    }
    for bit in (0..256).rev() {
        let incoming = wide[bit / 64] >> (bit % 64) & 1;
        let (doubled, carry) = add(&rest, &rest);
        rest = doubled;
        rest[0] |= incoming;
        if carry || !less(&rest, m) {
            rest = subtract(&rest, m).0;
        }
    }
    rest
}
