//! Keys, signatures and shared secrets.

use super::*;

fn hex<const LENGTH: usize>(text: &str) -> [u8; LENGTH] {
    let digits: Vec<u8> = text.bytes().map(|c| (c as char).to_digit(16).unwrap() as u8).collect();
    let bytes: Vec<u8> = digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    bytes.try_into().unwrap()
}

fn public_of(private: &[u8; 32]) -> [u8; 64] {
    let mut public = [0xA5; 64];
    assert_eq!(public_key(private, &mut public), Ok(()));
    public
}

#[test]
fn constants_are_those_of_the_standard() {
    let p = big(&*P.words());
    let r = BigUint::from(1u32) << 256u32;
    let b: [u8; 32] = hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
    let constants = arch::CONSTANTS.load();
    assert_eq!(big(&constants[arch::CURVE_B]), BigUint::from_bytes_be(&b) * &r % &p);
    assert_eq!(big(&constants[arch::ONE]), 1u32.into());
    assert_eq!(big(&constants[arch::R_SQUARED]), &r * &r % &p);
    #[cfg(feature = "fast")]
    assert_eq!(big(&*constants::SCALAR_R_SQUARED.load()), &r * &r % order());
    #[cfg(not(feature = "fast"))]
    {
        let points = std::iter::once(*constants::BASE.load()).chain(*constants::BASE_MULTIPLES.load());
        for (multiple, point) in (1u32..).step_by(2).zip(points) {
            let expected = oracle_public(&bytes_of(&multiple.into()));
            assert_eq!(big(&point[0]), BigUint::from_bytes_be(&expected[..32]) * &r % &p);
            assert_eq!(big(&point[1]), BigUint::from_bytes_be(&expected[32..]) * &r % &p);
        }
    }
}

#[test]
fn signs_as_rfc_6979_a_2_5() {
    let private = hex("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");
    let public = hex(concat!(
        "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6",
        "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299"
    ));
    assert_eq!(public_of(&private), public);
    for (message, k, expected) in [
        (
            "sample",
            "A6E3C57DD01ABE90086538398355DD4C3B17AA873382B0F24D6129493D8AAD60",
            concat!(
                "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
                "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"
            ),
        ),
        (
            "test",
            "D16B6AE827F17175E040871A1C7EC3500192C4C92677336EC2537ACAEE0008E0",
            concat!(
                "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367",
                "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083"
            ),
        ),
    ] {
        use sha2::Digest;
        let digest: [u8; 32] = sha2::Sha256::digest(message).into();
        let mut signature = [0; 64];
        assert_eq!(sign_digest(&private, &digest, &[], &mut signature), Ok(()));
        assert_eq!(signature, hex(expected));
        signature.fill(0);
        assert_eq!(sign_digest_with_k(&private, &digest, &hex(k), &mut signature), Ok(()));
        assert_eq!(signature, hex(expected));
        assert_eq!(verify_digest(&public, &digest, &signature), Ok(()));
        signature[63] ^= 1;
        assert_eq!(verify_digest(&public, &digest, &signature), Err(Status::NOT_AUTHENTIC));
    }
}

#[test]
fn hedged_signatures_are_those_of_the_crate_and_differ() {
    use p256::ecdsa::signature::hazmat::PrehashSigner;
    let mut random = Random(20);
    for _ in 0..rounds(20) {
        let (private, digest) = (random.scalar(), random.digest());
        let key = p256::ecdsa::SigningKey::from_slice(&private).unwrap();
        let expected: p256::ecdsa::Signature = key.sign_prehash(&digest).unwrap();
        let [mut plain, mut hedged, mut again] = [[0; 64]; 3];
        assert_eq!(sign_digest(&private, &digest, &[], &mut plain), Ok(()));
        assert_eq!(plain[..], expected.to_bytes()[..]);
        assert_eq!(sign_digest(&private, &digest, &[3; 32], &mut hedged), Ok(()));
        assert_eq!(sign_digest(&private, &digest, &[3; 32], &mut again), Ok(()));
        assert_eq!(sign_digest(&private, &digest, &[3; 31], &mut again.clone()), Err(Status::BAD_LENGTH));
        assert_ne!(plain, hedged);
        assert_eq!(hedged, again);
        assert!(oracle_verifies(&oracle_public(&private), &digest, &hedged));
    }
}

#[test]
fn public_keys_of_edge_scalars_agree_with_the_crate() {
    for private in edge_scalars() {
        assert_eq!(public_of(&private), oracle_public(&private), "{private:x?}");
    }
}

#[test]
fn shared_secrets_of_edge_scalars_agree_with_the_crate() {
    let mut random = Random(10);
    for private in edge_scalars() {
        let public = oracle_public(&random.scalar());
        let mut shared = [0; 32];
        assert_eq!(ecdh(&private, &public, &[], &mut shared), Ok(()));
        assert_eq!(shared, oracle_ecdh(&private, &public), "{private:x?}");
    }
}

#[test]
fn random_operations_agree_with_the_crate() {
    let mut random = Random(11);
    for _ in 0..rounds(50) {
        let (private, digest, k) = (random.scalar(), random.digest(), random.scalar());
        let public = public_of(&private);
        assert_eq!(public, oracle_public(&private));
        assert_eq!(check_public_key(&public), Ok(()));
        let mut shared = [0; 32];
        assert_eq!(ecdh(&k, &public, &[], &mut shared), Ok(()));
        assert_eq!(shared, oracle_ecdh(&k, &public));
        let mut signature = [0; 64];
        assert_eq!(sign_digest_with_k(&private, &digest, &k, &mut signature), Ok(()));
        assert_eq!(signature, oracle_signature(&private, &digest, &k));
        assert_eq!(verify_digest(&public, &digest, &signature), Ok(()));
        let position = (random.word() % 512) as usize;
        signature[position / 8] ^= 1 << (position % 8);
        assert_eq!(verify_digest(&public, &digest, &signature), Err(Status::NOT_AUTHENTIC));
    }
}

#[test]
fn signatures_with_edge_scalars_agree_with_the_crate() {
    let mut random = Random(12);
    for (i, edge) in edge_scalars().iter().enumerate() {
        let (other, digest) = (random.scalar(), random.digest());
        let (private, k) = if i % 2 == 0 { (edge, &other) } else { (&other, edge) };
        let mut signature = [0; 64];
        assert_eq!(sign_digest_with_k(private, &digest, k, &mut signature), Ok(()));
        assert_eq!(signature, oracle_signature(private, &digest, k));
        assert_eq!(verify_digest(&oracle_public(private), &digest, &signature), Ok(()));
    }
}

/// Points whose x, or x in the Montgomery domain, has words of zero in all sorts of places.
fn points_with_zero_words() -> Vec<p256::PublicKey> {
    let p = big(&*P.words());
    let r_inverse = (BigUint::from(1u32) << 256u32).modpow(&(&p - 2u32), &p);
    let mut random = Random(13);
    let mut points = Vec::new();
    for kept in (1..256u32).step_by(5) {
        for montgomery in [false, true] {
            loop {
                let words: [u32; 8] =
                    core::array::from_fn(|i| if kept >> i & 1 == 1 { random.word() } else { 0 });
                let x = big(&words) * if montgomery { r_inverse.clone() } else { BigUint::from(1u32) } % &p;
                let mut sec1 = [2; 33];
                sec1[1..].copy_from_slice(&bytes_of(&x));
                if let Ok(point) = p256::PublicKey::from_sec1_bytes(&sec1) {
                    points.push(point);
                    break;
                }
            }
        }
    }
    points
}

#[test]
fn points_with_words_of_zero_agree_with_the_crate() {
    let mut random = Random(14);
    for point in points_with_zero_words() {
        let public: [u8; 64] = point.to_sec1_point(false).as_bytes()[1..].try_into().unwrap();
        let private = random.scalar();
        let mut shared = [0; 32];
        assert_eq!(ecdh(&private, &public, &[], &mut shared), Ok(()));
        assert_eq!(shared, oracle_ecdh(&private, &public), "{public:x?}");
        // A signature under a key that nobody knows, of a digest that nobody chose.
        let (u, v) = (random.scalar(), random.scalar());
        let sum = p256::ProjectivePoint::GENERATOR * oracle_scalar(&u)
            + p256::ProjectivePoint::from(*point.as_affine()) * oracle_scalar(&v);
        let r = oracle_scalar(&sum.to_affine().x().into());
        let s = r * oracle_scalar(&v).invert().unwrap();
        let digest: [u8; 32] = (oracle_scalar(&u) * s).to_repr().into();
        let mut signature = [0; 64];
        signature[..32].copy_from_slice(&r.to_repr());
        signature[32..].copy_from_slice(&s.to_repr());
        assert!(oracle_verifies(&public, &digest, &signature));
        assert_eq!(verify_digest(&public, &digest, &signature), Ok(()), "{public:x?}");
        signature[63] ^= 1;
        assert_eq!(verify_digest(&public, &digest, &signature), Err(Status::NOT_AUTHENTIC));
    }
}

/// A signature of `digest` for which verification computes u G + v Q with the given u and v.
fn signature_for(private: &[u8; 32], u: &BigUint, v: &BigUint) -> ([u8; 32], [u8; 64]) {
    let n = order();
    let k = (u + v * BigUint::from_bytes_be(private)) % &n;
    let point = oracle_public(&bytes_of(&k));
    let r = BigUint::from_bytes_be(&point[..32]) % &n;
    let s = &r * v.modpow(&(&n - 2u32), &n) % &n;
    let h = u * &s % &n;
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&bytes_of(&r));
    signature[32..].copy_from_slice(&bytes_of(&s));
    (bytes_of(&h), signature)
}

#[test]
fn verification_survives_equal_and_opposite_points() {
    let n = order();
    let mut random = Random(13);
    // Small keys and small or extreme multiples make the two halves meet.
    for private in [1u32, 2, 3, 5, 15, 16, 31] {
        for negative in [false, true] {
            let d = if negative { &n - private } else { private.into() };
            let d_bytes = bytes_of(&d);
            let public = oracle_public(&d_bytes);
            for u in 0..8u32 {
                for v in 1..8u32 {
                    for (u, v) in [(u.into(), v.into()), ((&n - u) % &n, v.into()), (u.into(), &n - v)] {
                        let k: BigUint = (&u + &v * &d) % &n;
                        if k == BigUint::ZERO {
                            continue;
                        }
                        let (digest, signature) = signature_for(&d_bytes, &u, &v);
                        assert_eq!(verify_digest(&public, &digest, &signature), Ok(()), "{u} {v} {d}");
                    }
                }
            }
            for _ in 0..4 {
                let v = BigUint::from_bytes_be(&random.scalar());
                let u = &v * &d % &n;
                let (digest, signature) = signature_for(&d_bytes, &u, &v);
                assert_eq!(verify_digest(&public, &digest, &signature), Ok(()));
            }
        }
    }
}

#[test]
fn rejects_a_signature_whose_point_is_infinity() {
    // h = -r d makes u G + v Q infinity for every s.
    let n = order();
    let mut random = Random(14);
    for _ in 0..20 {
        let (private, r, s) = (random.scalar(), random.scalar(), random.scalar());
        let product = BigUint::from_bytes_be(&r) * BigUint::from_bytes_be(&private) % &n;
        let digest = bytes_of(&(&n - product));
        let mut signature = [0; 64];
        signature[..32].copy_from_slice(&r);
        signature[32..].copy_from_slice(&s);
        let public = oracle_public(&private);
        assert_eq!(verify_digest(&public, &digest, &signature), Err(Status::NOT_AUTHENTIC));
        assert!(!oracle_verifies(&public, &digest, &signature));
    }
}

#[test]
fn accepts_an_x_coordinate_between_n_and_p() {
    // A point with n <= x < p, and a key for which it is u G + v Q: Q = (R - u G) / v.
    let n = order();
    let mut x = n.clone();
    let mut found = 0u32;
    while found < 8 {
        x += 1u32;
        let mut sec1 = [2; 33];
        sec1[1..].copy_from_slice(&bytes_of(&x));
        let Ok(point) = p256::PublicKey::from_sec1_bytes(&sec1) else { continue };
        found += 1;
        let r = &x - &n;
        let digest = bytes_of(&(BigUint::from(12_345u32) * found));
        let s: BigUint = BigUint::from(6_789u32) + found;
        let s_inverse = s.modpow(&(&n - 2u32), &n);
        let u = oracle_scalar(&bytes_of(&(BigUint::from_bytes_be(&digest) * &s_inverse % &n)));
        let v = oracle_scalar(&bytes_of(&(&r * &s_inverse % &n)));
        let q = (p256::ProjectivePoint::from(*point.as_affine()) - p256::ProjectivePoint::GENERATOR * u)
            * v.invert().unwrap();
        let encoded = q.to_affine().to_sec1_point(false);
        let public: [u8; 64] = encoded.as_bytes()[1..].try_into().unwrap();
        let mut signature = [0; 64];
        signature[..32].copy_from_slice(&bytes_of(&r));
        signature[32..].copy_from_slice(&bytes_of(&s));
        assert!(oracle_verifies(&public, &digest, &signature));
        assert_eq!(verify_digest(&public, &digest, &signature), Ok(()));
        // r + n is not a valid r, although it is the x coordinate.
        signature[..32].copy_from_slice(&bytes_of(&x));
        assert_eq!(verify_digest(&public, &digest, &signature), Err(Status::NOT_AUTHENTIC));
    }
}

#[test]
fn rejects_signature_scalars_out_of_range() {
    let private = bytes_of(&7u32.into());
    let (public, digest) = (oracle_public(&private), [3; 32]);
    let good = oracle_signature(&private, &digest, &bytes_of(&9u32.into()));
    assert_eq!(verify_digest(&public, &digest, &good), Ok(()));
    let n = order();
    for bad in [BigUint::ZERO, n.clone(), &n + 1u32, big(&*P.words()), big(&[u32::MAX; 8])] {
        for half in [0, 32] {
            let mut signature = good;
            signature[half..half + 32].copy_from_slice(&bytes_of(&bad));
            assert_eq!(verify_digest(&public, &digest, &signature), Err(Status::NOT_AUTHENTIC));
        }
    }
    // s and n - s both verify; so does nothing else close by.
    let s = BigUint::from_bytes_be(&good[32..]);
    let mut signature = good;
    signature[32..].copy_from_slice(&bytes_of(&(&n - &s)));
    assert_eq!(verify_digest(&public, &digest, &signature), Ok(()));
    signature[32..].copy_from_slice(&bytes_of(&((&s + 1u32) % &n)));
    assert_eq!(verify_digest(&public, &digest, &signature), Err(Status::NOT_AUTHENTIC));
}

#[test]
fn rejects_secrets_out_of_range_and_clears_the_outputs() {
    let good = bytes_of(&5u32.into());
    let public = oracle_public(&good);
    assert_eq!(take_private_key(&good, &mut [0; 32]), Ok(()));
    assert_eq!(take_private_key(&bytes_of(&(order() - 1u32)), &mut [0; 32]), Ok(()));
    for bad in [BigUint::ZERO, order(), order() + 1u32, big(&*P.words()), big(&[u32::MAX; 8])] {
        let bad = bytes_of(&bad);
        assert_eq!(take_private_key(&bad, &mut [0; 32]), Err(Status::BAD_KEY));
        let mut output = [0xA5; 64];
        assert_eq!(public_key(&bad, &mut output), Err(Status::BAD_KEY));
        assert_eq!(output, [0; 64]);
        let mut output = [0xA5; 64];
        assert_eq!(sign_digest_with_k(&bad, &[1; 32], &good, &mut output), Err(Status::BAD_KEY));
        assert_eq!(output, [0; 64]);
        let mut output = [0xA5; 64];
        assert_eq!(sign_digest(&bad, &[1; 32], &[], &mut output), Err(Status::BAD_KEY));
        assert_eq!(output, [0; 64]);
        let mut output = [0xA5; 64];
        assert_eq!(sign_digest_with_k(&good, &[1; 32], &bad, &mut output), Err(Status::RANDOM_FAILED));
        assert_eq!(output, [0; 64]);
        let mut output = [0xA5; 32];
        assert_eq!(ecdh(&bad, &public, &[], &mut output), Err(Status::BAD_KEY));
        assert_eq!(output, [0; 32]);
    }
}

#[test]
fn refuses_a_signature_that_would_have_s_zero() {
    // h = -r d.
    let (private, k) = (bytes_of(&77u32.into()), bytes_of(&99u32.into()));
    let r = BigUint::from_bytes_be(&oracle_public(&k)[..32]) % order();
    let digest = bytes_of(&(order() - r * 77u32 % order()));
    let mut output = [0xA5; 64];
    assert_eq!(sign_digest_with_k(&private, &digest, &k, &mut output), Err(Status::RANDOM_FAILED));
    assert_eq!(output, [0; 64]);
}

#[test]
fn rejects_points_that_are_none() {
    let mut random = Random(15);
    let p = big(&*P.words());
    let refused = |public: &[u8; 64]| {
        assert_eq!(check_public_key(public), Err(Status::BAD_KEY));
        let mut shared = [0xA5; 32];
        assert_eq!(ecdh(&[1; 32], public, &[], &mut shared), Err(Status::BAD_KEY));
        assert_eq!(shared, [0; 32]);
        assert_eq!(verify_digest(public, &[1; 32], &[1; 64]), Err(Status::BAD_KEY));
    };
    refused(&[0; 64]);
    refused(&[0xFF; 64]);
    for _ in 0..100 {
        let good = oracle_public(&random.scalar());
        assert_eq!(check_public_key(&good), Ok(()));
        let position = (random.word() % 512) as usize;
        let mut bad = good;
        bad[position / 8] ^= 1 << (position % 8);
        refused(&bad);
    }
    // A point with a small x, and the same with p added to x: the same residue, another encoding.
    let mut x = BigUint::ZERO;
    let mut found = 0u32;
    while found < 4 {
        let mut sec1 = [3; 33];
        sec1[1..].copy_from_slice(&bytes_of(&x));
        if let Ok(point) = p256::PublicKey::from_sec1_bytes(&sec1) {
            found += 1;
            let mut public: [u8; 64] = point.to_sec1_point(false).as_bytes()[1..].try_into().unwrap();
            assert_eq!(check_public_key(&public), Ok(()));
            public[..32].copy_from_slice(&bytes_of(&(&x + &p)));
            refused(&public);
        }
        x += 1u32;
    }
}

#[test]
fn decompresses_what_the_crate_does() {
    let mut random = Random(16);
    let mut refused = 0;
    for i in 0..rounds(400) {
        let mut sec1 = [0; 33];
        sec1[0] = 2 + (random.word() & 1) as u8;
        let x = match i {
            0..40 => from_big(&i.into()),
            40..80 => from_big(&(big(&*P.words()) - (i - 39))),
            80..120 => from_big(&(big(&*P.words()) + (i - 80))),
            _ => random.words(),
        };
        sec1[1..].copy_from_slice(&bytes(&x));
        let mut public = [0xA5; 64];
        let result = decompress(&sec1, &mut public);
        match p256::PublicKey::from_sec1_bytes(&sec1) {
            Ok(point) => {
                assert_eq!(result, Ok(()));
                assert_eq!(public[..], point.to_sec1_point(false).as_bytes()[1..]);
            }
            Err(_) => {
                refused += 1;
                assert_eq!(result, Err(Status::BAD_KEY));
            }
        }
        for tag in [0, 1, 4, 5, 6, 7, 0x82] {
            sec1[0] = tag;
            assert_eq!(decompress(&sec1, &mut public), Err(Status::BAD_KEY));
        }
    }
    assert!(refused > 100);
}

/// Steps of an operation that was started, and its result.
fn run(steps: &mut Steps, output: &mut [u8]) -> (usize, Result<(), Status>) {
    for taken in 1.. {
        let result = steps.step(output);
        if result != Err(Status::IN_PROGRESS) {
            return (taken, result);
        }
    }
    unreachable!()
}

#[test]
fn steps_give_what_the_operations_give() {
    let mut random = Random(30);
    let mut scalars: Vec<[u8; 32]> = edge_scalars();
    scalars.truncate(12);
    scalars.extend((0..rounds(8)).map(|_| random.scalar()));
    for private in scalars {
        let (digest, other) = (random.digest(), oracle_public(&random.scalar()));
        let public = public_of(&private);
        let mut signature = [0; 64];
        assert_eq!(sign_digest(&private, &digest, &[], &mut signature), Ok(()));
        let mut shared = [0; 32];
        assert_eq!(ecdh(&private, &other, &[], &mut shared), Ok(()));

        let mut steps = Steps::default();
        let mut output = [0; 64];
        assert_eq!(steps.start_sign(&private, &digest), Ok(()));
        let (taken, result) = run(&mut steps, &mut output);
        assert_eq!((result, output), (Ok(()), signature));
        assert!(taken >= 46);

        let mut steps = Steps::default();
        assert_eq!(steps.start_derive(&private), Ok(()));
        assert_eq!(run(&mut steps, &mut output).1, Ok(()));
        assert_eq!(output, public);

        let mut steps = Steps::default();
        let mut agreed = [0; 32];
        assert_eq!(steps.start_agree(&private, &other), Ok(()));
        assert_eq!(run(&mut steps, &mut agreed).1, Ok(()));
        assert_eq!(agreed, shared);

        let mut steps = Steps::default();
        assert_eq!(steps.start_verify(&public, &digest, &signature), Ok(()));
        assert_eq!(run(&mut steps, &mut []).1, Ok(()));
        signature[40] ^= 1;
        let mut steps = Steps::default();
        assert_eq!(steps.start_verify(&public, &digest, &signature), Ok(()));
        assert_eq!(run(&mut steps, &mut []).1, Err(Status::NOT_AUTHENTIC));
    }
}

#[test]
fn coordinates_multiplied_by_anything_give_the_same_secret() {
    let mut random = Random(31);
    for private in edge_scalars().into_iter().take(40) {
        let public = oracle_public(&random.scalar());
        let mut shared = [0; 32];
        assert_eq!(ecdh(&private, &public, &random.scalar(), &mut shared), Ok(()));
        assert_eq!(shared, oracle_ecdh(&private, &public));
    }
}
